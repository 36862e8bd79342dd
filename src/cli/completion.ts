// Owns `offbox completion`: prints a script with which a shell completes verbs, options and words.
import { choiceOf } from './choice.ts'
import { completionFor, shells } from './completions.ts'
import { ExitCode } from './exit-code.ts'
import { printMessage } from './output.ts'
import { declareVerb } from './verb.ts'

/** The verb `completion`: prints the completion script of a shell. Its only argument is a word of `shells`. */
export const verb = declareVerb({
  name: 'completion',
  about: 'print a completion script for a shell: bash, zsh or fish',
  options: {},
  arguments: [{ name: '<shell>', about: 'bash, zsh or fish', choices: shells }],
  examples: [['source <(offbox completion bash)', 'enable completion in this shell']],
  exits: {},
  never: ['noInput', 'interrupted'],
  run: completion,
})

/** Prints the script. Throws a Complaint (64) for an unknown shell. */
async function completion(shell: string): Promise<ExitCode> {
  // Imported here, since the list also names this verb.
  const { loadVerbs } = await import('./list.ts')
  printMessage(completionFor(choiceOf(shell, shells, 'shell'), await loadVerbs()))
  return ExitCode.ok
}
