// Owns typed matchers for members of objects (vitest's own are of type `any`), and folding long lines of outputs in snapshots.
import { expect } from 'vitest'

/** Matches any text that contains `part`. */
export const containing = (part: string): unknown => expect.stringContaining(part)

/** Matches any text that matches `pattern`. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

/** Matches any value except undefined and null. */
export const anyValue: unknown = expect.anything()

/** Matches any text. */
export const anyText: unknown = expect.any(String)

/** Folds lines of more than a hundred columns with a `\` at the end, as exports do. */
export const continued = (text: string): string => text.replaceAll(/(.{90}[^ ;},]*[ ;},])(?=.)/g, '$1\\\n    ')

/** What a function throws, as `Class: message`, such as `TypeError: no device`. Throws an Error if the function returns. */
export function thrownBy(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'message' in error) return `${error.constructor.name}: ${String(error.message)}`
    return String(error)
  }
  throw new Error('nothing is thrown')
}
