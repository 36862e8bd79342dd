// Owns `raw-value` of DHCP options, which five menus compute from the value.
import type { Row } from '../schema/menu.ts'
import { readIp, readIp6 } from '../value/address.ts'
import { show } from '../value/show.ts'

const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex')

function rawOf(part: string): string | undefined {
  const digits = /^0x((?:[0-9a-f]{2})+)$/i.exec(part)?.[1]
  if (digits !== undefined) return digits.toLowerCase()
  const text = /^s?'([^']*)'$/.exec(part)?.[1]
  if (text === undefined) return undefined
  const [ip, ip6] = part.startsWith('s') ? [] : [readIp(text), readIp6(text)]
  if (ip !== undefined) return ip.toString(16).padStart(8, '0')
  return ip6 === undefined ? hex(text) : ip6.toString(16).padStart(32, '0')
}

/**
 * Returns the bytes of a value in hexadecimal: `0x..`, `'text'` and `s'text'`, quoted addresses, concatenated (the manual's page on DHCP).
 * Undefined for variables and invalid values.
 */
function rawOption(value: string): string | undefined {
  const parts = value.match(/0x[0-9a-f]+|s?'[^']*'/gi) ?? []
  if (value === '' || parts.join('') !== value.replace(/\s+(?=(?:[^']*'[^']*')*[^']*$)/g, '')) return undefined
  const raw = parts.map(rawOf)
  return raw.every((one) => one !== undefined) ? raw.join('') : undefined
}

/** Returns the `raw-value` of a row. */
export const rawValue = ({ values }: Row): string | undefined => rawOption(show(values.get('value') ?? ''))
