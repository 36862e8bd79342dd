// Owns how names of variables and calls of functions are written in a script.
import type { Bound } from './trial.ts'

/** A variable name as written in a script. */
export const variableText = (name: string): string => (/^[A-Za-z0-9]+$/.test(name) ? name : `"${name}"`)

/** The command that calls a function and returns its result. */
export const callText = (name: string, given: readonly Bound[]): string => {
  const words = given.map(({ name: of, text: value }) => (/^\d+$/.test(of) ? `(${value})` : `${of}=(${value})`))
  return `:global ${variableText(name)}; :return [$${variableText(name)}${words.map((word) => ` ${word}`).join('')}]`
}
