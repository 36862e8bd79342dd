// Owns the table of operator types in the README of the grammar.
import { signsCountingEmptyAsZero, signsReadingText, rows } from '../../src/value/operator-table.ts'

/** Returns the table as Markdown: equal rows of the same types share a line, and `|` is escaped. */
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
