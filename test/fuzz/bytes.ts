// Owns breaking bytes: changes that an arbitrary makes and that a text can hold.
import fc, { type Arbitrary } from 'fast-check'

/** At a place (modulo the length) a byte is put in the place of one, taken out or put in, or all is cut off. */
export type Edit = readonly [at: number, byte: number, manner: 'set' | 'cut' | 'add' | 'end']

/** One to three of them. */
export const edits: Arbitrary<readonly Edit[]> = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'cut', 'add', 'end')), {
  minLength: 1,
  maxLength: 3,
})

export const edited = (bytes: Uint8Array, changes: readonly Edit[]): Buffer =>
  changes.reduce<Buffer>((now, [at, byte, manner]) => {
    const from = at % Math.max(1, now.length)
    if (manner === 'end') return now.subarray(0, from)
    return Buffer.concat([
      now.subarray(0, from),
      ...(manner === 'cut' ? [] : [Buffer.of(byte)]),
      now.subarray(manner === 'add' ? from : from + 1),
    ])
  }, Buffer.from(bytes))
