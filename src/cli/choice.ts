// Owns reading an option with a fixed set of words.
import { didYouMean } from '../resolve/check/similar.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** Returns the word. Throws a Complaint (64) for any other; `what` is its name in the message. */
export function choiceOf<T extends string>(word: string, words: readonly T[], what: string): T {
  const found = words.find((one) => one === word)
  if (found === undefined) throw new Complaint(ExitCode.usage, `unknown ${what} '${word}': ${alternatives(words)}`, didYouMean(word, words))
  return found
}

/** `a, b or c`. */
export const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
