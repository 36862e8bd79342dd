// Owns reading an option that is one of some words.
import { Complaint, ExitCode } from './exit-code.ts'

/** The word. Throws a Complaint (64) for any other; `what` names what it is. */
export function oneOf<T extends string>(word: string, words: readonly T[], what: string): T {
  const found = words.find((one) => one === word)
  if (found === undefined) throw new Complaint(ExitCode.usage, `'${word}' is no ${what}`, `it is one of ${words.join(', ')}`)
  return found
}
