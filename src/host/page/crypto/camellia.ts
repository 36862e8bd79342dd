// Owns Camellia for the page (RFC 3713): old key files are encrypted with it, and no npm library has it. Blocks are integers of 128 bits.

/** A cipher of 16-byte blocks with its key: encrypts and decrypts a block given as an integer. */
export interface Blocks {
  encrypt(block: bigint): bigint
  decrypt(block: bigint): bigint
}

const half = (1n << 64n) - 1n
const all = (1n << 128n) - 1n
const high = (word: bigint): bigint => word >> 64n
const low = (word: bigint): bigint => word & half
/** Rotates a word of 128 bits to the left by `by` bits. */
export const rotated = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (128n - by))) & all

/** SBOX1; the other three are derived from it. */
const s1 = Buffer.from(
  '70822cecb327c0e5e4855735ea0cae4123ef6b934519a521ed0e4f4e1d6592bd86b8af8f7ceb1fce3e30dc5f5ec50b1aa6e139cad5475d3dd9015ad651566c4d' +
    '8b0d9a66fbccb02d74122b20f0b18499df4ccbc2347e76056db7a931d11704d714583a61de1b111c320f9c165318f222fe44cfb2c3b57a912408e8a860fc6950' +
    'aad0a07da1896297545b1e95e0ff64d210c40048a3f775db8a03e6da093fdd94875c8302cd4a90337367f6f39d7fbfe2529bd826c837c63b81966f4b13be632e' +
    'e979a78c9f6ebc8e29f5f9b62ffdb4597898066ae74671bad425ab4288a28dfa7207b955f8eeac0a36492a683c38f1a44028d37bbbc943c115e3adf477c7809e',
  'hex',
)
const turned = (byte: number, by: number): number => ((byte << by) | (byte >> (8 - by))) & 255
const s2 = s1.map((byte) => turned(byte, 1))
const s3 = s1.map((byte) => turned(byte, 7))
const s4 = s1.map((_, at) => s1[turned(at, 1)] ?? 0)
/** The S-boxes by the position of a byte in a word, from the left. */
const boxes = [s1, s2, s3, s4, s2, s3, s4, s1]

/** The indexes of the S-boxes' bytes that go into each byte of the result. */
const mixed = ['023567', '013467', '012457', '123456', '01567', '12467', '23457', '03456'].map((row) => [...row].map(Number))

const sigma = [
  0xa09e667f3bcc908bn,
  0xb67ae8584caa73b2n,
  0xc6ef372fe94f82ben,
  0x54ff53a5f1d36f1cn,
  0x10e527fade682d1dn,
  0xb05688c2b3e6c1fdn,
] as const

function f(word: bigint, key: bigint): bigint {
  const put = word ^ key
  const given = boxes.map((box, at) => box[Number((put >> BigInt(56 - 8 * at)) & 255n)] ?? 0)
  return mixed.reduce((sum, row) => (sum << 8n) | BigInt(row.reduce((byte, at) => byte ^ (given[at] ?? 0), 0)), 0n)
}

const quarter = 0xffffffffn
const turnedOnce = (word: bigint): bigint => ((word << 1n) | (word >> 31n)) & quarter

function fl(word: bigint, key: bigint): bigint {
  const left = word >> 32n
  const right = (word & quarter) ^ turnedOnce(left & (key >> 32n))
  return ((left ^ (right | (key & quarter))) << 32n) | right
}

function flInverse(word: bigint, key: bigint): bigint {
  const right = word & quarter
  const left = (word >> 32n) ^ (right | (key & quarter))
  return (left << 32n) | (right ^ turnedOnce(left & (key >> 32n)))
}

/** Whitening keys (two words each), round keys, and the keys of FL between every six rounds. */
interface Keys {
  readonly first: bigint
  readonly last: bigint
  readonly rounds: readonly bigint[]
  readonly between: readonly bigint[]
}

const halves = (words: readonly bigint[]): bigint[] => words.flatMap((word) => [high(word), low(word)])

/** The key schedule of RFC 3713 2.2. */
function keysOf(key: Uint8Array): Keys {
  const bytes = Buffer.from(key).toString('hex')
  const kl = BigInt(`0x${bytes.slice(0, 32)}`)
  const rest = BigInt(`0x0${bytes.slice(32)}`)
  const kr = key.length === 24 ? (rest << 64n) | (rest ^ half) : rest
  const stirred = (from: bigint, one: bigint, two: bigint): bigint => {
    const right = low(from) ^ f(high(from), one)
    return ((high(from) ^ f(right, two)) << 64n) | right
  }
  const ka = stirred(stirred(kl ^ kr, sigma[0], sigma[1]) ^ kl, sigma[2], sigma[3])
  if (key.length === 16) {
    const [l, a] = [(by: bigint) => rotated(kl, by), (by: bigint) => rotated(ka, by)]
    return {
      first: kl,
      last: a(111n),
      rounds: [...halves([ka, l(15n), a(15n), l(45n)]), high(a(45n)), low(l(60n)), ...halves([a(60n), l(94n), a(94n), l(111n)])],
      between: halves([a(30n), l(77n)]),
    }
  }
  const kb = stirred(ka ^ kr, sigma[4], sigma[5])
  const [l, r, a, b] = [kl, kr, ka, kb].map((word) => (by: bigint) => rotated(word, by))
  if (l === undefined || r === undefined || a === undefined || b === undefined) throw new RangeError('Invalid key length')
  const rounds = [kb, r(15n), a(15n), b(30n), l(45n), a(45n), r(60n), b(60n), l(77n), r(94n), a(94n), l(111n)]
  return { first: kl, last: b(111n), rounds: halves(rounds), between: halves([r(30n), l(60n), a(77n)]) }
}

function through({ first, last, rounds, between }: Keys, block: bigint): bigint {
  let [left, right] = [high(block ^ first), low(block ^ first)]
  for (const [at, key] of rounds.entries()) {
    if (at > 0 && at % 6 === 0) {
      const place = (at / 6 - 1) * 2
      left = fl(left, between[place] ?? 0n)
      right = flInverse(right, between[place + 1] ?? 0n)
    }
    ;[left, right] = [right ^ f(left, key), left]
  }
  return ((right << 64n) | left) ^ last
}

/** Returns Camellia for a key of 16, 24 or 32 bytes. */
export function camellia(key: Uint8Array): Blocks {
  const keys = keysOf(key)
  const { first, last, rounds, between } = keys
  const back = { first: last, last: first, rounds: rounds.toReversed(), between: between.toReversed() }
  return { encrypt: (block) => through(keys, block), decrypt: (block) => through(back, block) }
}
