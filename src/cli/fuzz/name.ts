// Owns how names of variables and calls of functions are written in a script.
import { toBytes } from '../../text/bytes.ts'
import type { Bound } from './trial.ts'

/** A variable name (bytes) as written in a script. */
export const variableText = (name: string): string => (/^[A-Za-z0-9]+$/.test(name) ? name : `"${name}"`)

/** The command (bytes) that sets a global. */
export const globalText = ({ name, text }: Bound): string => `:global ${variableText(name)} ${toBytes(text)}`

/**
 * The command (bytes) that calls a function and returns its result. No call can give a value to a name that needs quotes (`$"my name"`).
 */
export const callText = (name: string, given: readonly Bound[]): string => {
  const words = given.flatMap(({ name: of, text }) => {
    const value = `(${toBytes(text)})`
    return /^\d+$/.test(of) ? [value] : /^[\w.-]+$/.test(of) ? [`${of}=${value}`] : []
  })
  return `:global ${variableText(name)}; :return [$${variableText(name)}${words.map((word) => ` ${word}`).join('')}]`
}
