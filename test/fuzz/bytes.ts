// Owns mutating bytes: edits that an arbitrary generates and that can be written as JSON.
import fc, { type Arbitrary } from 'fast-check'

/** An edit at an offset (modulo the length): a byte is replaced, removed or inserted, or everything behind it is cut off. */
export type Edit = readonly [at: number, byte: number, manner: 'set' | 'cut' | 'add' | 'end']

/** An arbitrary of one to three edits. */
export const edits: Arbitrary<readonly Edit[]> = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'cut', 'add', 'end')), {
  minLength: 1,
  maxLength: 3,
})

/** Applies edits in order; returns the changed bytes. */
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
