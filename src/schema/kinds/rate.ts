// Owns parsing and printing rates: bits per second with the units `k`, `M` and `G`.
import type { Draw } from './draw.ts'

const rateForm = /^(\d{1,15})(?:\.(\d{1,9}))?(?:([kKMGT])(?:bps)?)?$/

/** Bits per second of each letter. */
const units: ReadonlyMap<string, number> = new Map([
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
])

/**
 * Converts a rate to bits per second as digits (`1.5M` is `1500000`); `unlimited` is returned unchanged. Undefined for other text.
 */
export function bitsOf(text: string): string | undefined {
  const match = rateForm.exec(text)
  if (match === null) return text === 'unlimited' ? text : undefined
  const [, whole = '', fraction = '', letter] = match
  const unit = letter === undefined ? 1 : (units.get(letter === 'K' ? 'k' : letter) ?? 1)
  return String(Math.trunc(Number(whole) * unit + Number(`0.${fraction || '0'}`) * unit))
}

/** Formats digits with the largest exact unit: `25000000` is `25M`, `1500000` is `1500k`. */
export function abbreviated(text: string): string {
  const bits = Number(text)
  if (!/^\d+$/.test(text) || bits === 0) return text
  for (const [letter, unit] of units) if (letter !== 'T' && bits % unit === 0) return `${bits / unit}${letter}`
  return text
}

/** Generates a pair of rates, upload and download. */
export const drawnRate = <T>(draw: Draw<T>): T => {
  const one = draw.join([draw.integer(0, 999), draw.one(['', 'k', 'M', 'G'])])
  return draw.join([one, '/', one])
}
