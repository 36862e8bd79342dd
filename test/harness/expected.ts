// Owns what members of an object are compared with: vitest's own are of type `any`, which would let everything through; and how long lines
// of outputs are shown in snapshots.
import { expect } from 'vitest'

/** Any text with `part` in it. */
export const containing = (part: string): unknown => expect.stringContaining(part)

/** Any text that `pattern` fits. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

/** Any value but undefined and null. */
export const anyValue: unknown = expect.anything()

/** Any text. */
export const anyText: unknown = expect.any(String)

/** A text whose lines of more than a hundred columns go on in the next one behind a `\`, as those of an export do. */
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
