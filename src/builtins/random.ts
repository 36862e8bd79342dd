// Owns the commands `:rndnum` and `:rndstr`. Their randomness comes from the host.
import { Failure } from '../diagnostic/failure.ts'
import { guardText, pay } from '../value/limits.ts'
import { wrap } from '../value/numbers.ts'
import { toText } from '../value/show.ts'
import { nothing } from '../value/value.ts'
import type { Random } from '../host/host.ts'
import { numberOf } from '../compile/given.ts'
import { countOf, type LanguageCommand } from './language-command.ts'

/**
 * `:rndnum` returns a random num from `from` to `to`, inclusive. Bounds that are not nums return `from` as a num: `from=1.0 to=2.0` gave
 * 16777216 each time (J003, J007). If `from` is greater than `to`, it returns any 64 bits, as 7.1 does.
 */
export const rndnum: LanguageCommand = {
  about: 'returns a random number in a range, inclusive',
  takes: ['from', 'to'],
  required: ['from', 'to'],
  apply(machine, from = nothing, to = nothing) {
    const first = numberOf(from, 'from')
    const last = numberOf(to, 'to')
    if (typeof from === 'object' || typeof to === 'object') return first
    const span = BigInt(last) - BigInt(first) + 1n
    const { random } = machine.device.host
    return span <= 0n ? wrap(bits(random, 8)) : wrap(BigInt(first) + below(random, span))
  },
}

const plainBytes = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** `:rndstr` returns a text of `length` bytes (default 16) chosen from `from` (default: letters and digits) (manual, scripting page). */
export const rndstr: LanguageCommand = {
  about: 'returns a random text of a length, made of given letters',
  takes: ['from', 'length'],
  apply(machine, from = plainBytes, length = 16) {
    const choices = toText(from)
    const wanted = countOf(length, 'length')
    if (wanted < 0) throw new Failure('value of length out of range (0..4294967295)')
    if (choices === '') return ''
    guardText(wanted)
    return drawn(machine.device.host.random, choices, wanted)
  },
}

/** The number of bytes drawn at once. */
const blockBytes = 65_536

/** The cost of a byte of a block, in units of `pay`. */
const workPerByte = 8
/** The cost of one call of the source of randomness, in units of `pay`. */
const workPerDraw = 2048

/** A text of `length` bytes chosen uniformly from `choices`. Drawn in blocks, since a script may request millions. */
function drawn(random: Random, choices: string, length: number): string {
  const parts: string[] = []
  if (choices.length > 256) {
    for (let at = 0; at < length; at++) {
      pay(workPerDraw)
      parts.push(choices[Number(below(random, BigInt(choices.length)))]!)
    }
    return parts.join('')
  }
  const fair = 256 - (256 % choices.length)
  const made = Buffer.alloc(Math.min(length, blockBytes))
  for (let left = length; left > 0;) {
    let filled = 0
    const wanted = Math.min(left, blockBytes)
    for (const byte of random.bytes(wanted)) if (byte < fair) made[filled++] = choices.charCodeAt(byte % choices.length)
    parts.push(made.toString('latin1', 0, filled))
    left -= filled
    pay(workPerByte * wanted)
  }
  return parts.join('')
}

/** A uniform random number from 0 below `span` (at most 2^64). Draws that would favour low numbers are repeated. */
function below(random: Random, span: bigint): bigint {
  const size = span <= 256n ? 1 : span <= 65_536n ? 2 : 8
  const all = 1n << BigInt(8 * size)
  const fair = all - (all % span)
  for (;;) {
    const drawn = bits(random, size)
    if (drawn < fair) return drawn % span
  }
}

const bits = (random: Random, size: number): bigint => random.bytes(size).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
