// Owns ARIA for the page (RFC 5794): old key files are encrypted with it, and no npm library has it. Blocks are integers of 128 bits.
import { type Blocks, rotated } from './camellia.ts'
import { bigEndianBytes, bigEndianNumber } from './numbers.ts'

/** Returns x * y in the field GF(2^8) of AES. */
function times(x: number, y: number): number {
  let sum = 0
  for (let at = 0, one = x; at < 8; at++, one = (one << 1) ^ (one > 127 ? 0x11b : 0)) if ((y >> at) & 1) sum ^= one
  return sum
}

/** Returns the S-box that raises each byte to a power and applies a matrix (its columns) and a constant. */
const box = (exponent: number, columns: readonly number[], constant: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => {
    let raised = 1
    for (let at = 0; at < exponent; at++) raised = times(raised, byte)
    return columns.reduce((sum, column, at) => sum ^ ((raised >> at) & 1 ? column : 0), constant)
  })

const inverted = (of: Uint8Array): Uint8Array => Uint8Array.from({ length: 256 }, (_, byte) => of.indexOf(byte))

/** The S-boxes of RFC 5794 2.4.2: that of AES and another, and their inverses. Computed on demand. */
let made: readonly Uint8Array[] | undefined
const boxes = (): readonly Uint8Array[] => {
  if (made !== undefined) return made
  const one = box(254, [0x1f, 0x3e, 0x7c, 0xf8, 0xf1, 0xe3, 0xc7, 0x8f], 0x63)
  const two = box(247, [0xac, 0xc5, 0x12, 0xcf, 0x5b, 0x5f, 0x85, 0xee], 0xe2)
  return (made = [one, two, inverted(one), inverted(two)])
}

/** Substitutes each byte: of odd rounds, or with a shift of two S-boxes of even rounds. */
const substituted = (bytes: Uint8Array, shift: number): Uint8Array => bytes.map((byte, at) => boxes()[(at + shift) % 4]?.[byte] ?? 0)

/** RFC 5794 2.4.3: the indexes of the bytes that go into each byte, in hexadecimal digits. */
const rows = ['34689de', '25789cf', '146abcf', '057abde', '0258bef', '1349aef', '0279acd', '1368bcd']
rows.push('0147adf', '0156bce', '23568df', '23479ce', '12679bc', '03678ad', '03459be', '12458af')
const mixed = rows.map((row) => [...row].map((digit) => Number.parseInt(digit, 16)))

const diffused = (bytes: Uint8Array): Uint8Array => Uint8Array.from(mixed, (row) => row.reduce((sum, at) => sum ^ (bytes[at] ?? 0), 0))

const bytesIn = (block: bigint): Uint8Array => bigEndianBytes(block, 16)
/** The round functions FO (shift 0) and FE (shift 2). */
const round = (block: bigint, key: bigint, shift: number): bigint => bigEndianNumber(diffused(substituted(bytesIn(block ^ key), shift)))

const constants = [0x517cc1b727220a94fe13abe8fa9a6ee0n, 0x6db14acc9e21c820ff28b1d5ef5de2b0n, 0xdb92371d2126e9700324977504e8c90en] as const

/** The key schedule of RFC 5794 2.2: one more key than rounds. */
function keysOf(key: Uint8Array): readonly bigint[] {
  const digits = Buffer.from(key).toString('hex').padEnd(64, '0')
  const [left, right] = [BigInt(`0x${digits.slice(0, 32)}`), BigInt(`0x${digits.slice(32)}`)]
  const from = (key.length - 16) / 8
  const constant = (at: number): bigint => constants[(from + at) % 3] ?? 0n
  const one = round(left, constant(0), 0) ^ right
  const two = round(one, constant(1), 2) ^ left
  const words = [left, one, two, round(two, constant(2), 0) ^ one]
  // Rotations to the left: by 19 and 31 to the right, by 61, 31 and 19 to the left.
  const turns = [109n, 97n, 61n, 31n, 19n]
  const keys = turns.flatMap((by) => words.map((word, at) => word ^ rotated(words[(at + 1) % 4] ?? 0n, by)))
  return keys.slice(0, 13 + 2 * from)
}

function through(keys: readonly bigint[], block: bigint): bigint {
  const rounds = keys.length - 1
  let state = block
  for (const [at, key] of keys.slice(0, rounds - 1).entries()) state = round(state, key, at % 2 === 0 ? 0 : 2)
  return bigEndianNumber(substituted(bytesIn(state ^ (keys[rounds - 1] ?? 0n)), 2)) ^ (keys[rounds] ?? 0n)
}

/** Returns ARIA for a key of 16, 24 or 32 bytes. */
export function aria(key: Uint8Array): Blocks {
  const keys = keysOf(key)
  const last = keys.length - 1
  const back = keys.toReversed().map((one, at) => (at === 0 || at === last ? one : bigEndianNumber(diffused(bytesIn(one)))))
  return { encrypt: (block) => through(keys, block), decrypt: (block) => through(back, block) }
}
