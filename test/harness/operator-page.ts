// Owns the table of types as the page of the grammar shows it.
import { signsCountingEmptyAsZero, signsReadingText, rows } from '../../src/value/operator-table.ts'

/** Rows that say the same of the same types share a line; `|` is escaped as tables of Markdown want it. */
export function operatorPage(): string {
  const lines = new Map<string, string[]>()
  for (const { sign, left, right, gives, source } of rows) {
    const key = `${left} | ${right ?? '(before it)'} | ${gives} | ${source} |`
    lines.set(key, [...(lines.get(key) ?? []), sign.replaceAll('|', '\\|')])
  }
  const table = [...lines].map(([rest, signs]) => `| \`${signs.join(' ')}\` | ${rest}`)
  const named = (signs: ReadonlySet<string>): string => [...signs].map((sign) => `\`${sign}\``).join(' ')
  return `| operators | left | right | gives | known from |
|---|---|---|---|---|
${table.join('\n')}

These operators read a text as a number or a time if it is one: ${named(signsReadingText)}.
These take an empty value as 0 of the other's kind: ${named(signsCountingEmptyAsZero)}. Operations without a row are refused.
`
}
