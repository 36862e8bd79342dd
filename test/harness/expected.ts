// Owns what members of an object are compared with: vitest's own are of type `any`, which would let everything through.
import { expect } from 'vitest'

/** Any text with `part` in it. */
export const containing = (part: string): unknown => expect.stringContaining(part)

/** Any text that `pattern` fits. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

/** Any value but undefined and null. */
export const anyValue: unknown = expect.anything()

/** Any text. */
export const anyText: unknown = expect.any(String)
