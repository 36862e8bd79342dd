// Owns short notations for the input of printers in tests.
import type { FlagColumn, PrintedItem, PrintedValue } from '../../src/print/rows.ts'

/** Converts an object to values: a text, several texts for a list; a name that ends in `"` makes its value quoted. */
export function values(given: Record<string, string | readonly string[]>): PrintedValue[] {
  return Object.entries(given).map(([name, texts]) => ({
    name: name.replace('"', ''),
    texts: typeof texts === 'string' ? [texts] : texts,
    ...(name.endsWith('"') ? { quoted: true } : {}),
  }))
}

/** Creates an item; `flags` are letters, `comments` are lines without `;;;`. */
export function item(
  number: number | undefined,
  flags: string,
  given: Record<string, string | readonly string[]>,
  comments: readonly string[] = [],
): PrintedItem {
  return {
    ...(number === undefined ? {} : { number }),
    id: `*${(number ?? 0) + 1}`,
    flags: new Set(flags),
    comments,
    values: values(given),
  }
}

/** Parses columns of flags: `K private-key; I issued, R revoked`. */
export function flagColumns(legend: string): FlagColumn[] {
  return legend.split('; ').map((column) =>
    column.split(', ').map((flag) => {
      const [letter = '', name] = flag.split(' ')
      return { letter, ...(name === undefined ? {} : { name }) }
    }),
  )
}

/** The flags of /certificate from 6.45.1 on. */
export const certificateFlags = flagColumns(
  'K private-key; L crl; C smart-card-key; A authority; I issued, R revoked; E expired; T trusted',
)

/** The flags of /certificate from 7.22 on. */
export const newCertificateFlags = [...certificateFlags, ...flagColumns('a acme-managed; D dynamic')]

/** Joins lines, each with a line end. */
export const text = (...all: string[]): string => all.map((line) => `${line}\n`).join('')
