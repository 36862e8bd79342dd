// Owns `offbox completion`: what a shell reads so that Tab knows verbs, options and words.
import { oneOf } from './choice.ts'
import { completionFor, shells } from './completions.ts'
import { ExitCode } from './exit-code.ts'
import { say } from './output.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'completion',
  about: 'print completions for a shell: bash, zsh or fish',
  options: {},
  arguments: [{ name: '<shell>', about: 'bash, zsh or fish', choices: shells }],
  examples: [['source <(offbox completion bash)', 'Tab completes verbs, options and their words']],
  exits: {},
  run: completion,
})

/** Prints them. Throws a Complaint (64) for any other shell. */
async function completion(shell: string): Promise<ExitCode> {
  // The list names this verb, too.
  const { verbs } = await import('./list.ts')
  const loaded = await Promise.all([...verbs.values()].map((load) => load()))
  say(
    completionFor(
      oneOf(shell, shells, 'shell'),
      loaded.map(({ verb }) => verb),
    ),
  )
  return ExitCode.fine
}
