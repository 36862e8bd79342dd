// Owns edits of a text: formatting, whole or in part, and turning a finding off.
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Diagnostic, Edit, Fix } from '../diagnostic/diagnostic.ts'
import { startsCommand } from '../resolve/check/mend.ts'
import { formatted } from '../resolve/formatted.ts'
import type { FormatStyle } from '../syntax/format.ts'
import type { Statement } from '../syntax/tree.ts'
import { Source, type Span } from '../text/source.ts'
import type { Document } from './document.ts'

/**
 * What brings a text into the one form; `within` asks for the outermost statements of a stretch only. Of a text that a device refuses the
 * statements that it accepts are formatted, and the others stay.
 */
export function formatEdits(document: Document, style: FormatStyle, within?: Span): readonly Edit[] {
  const { source, reading, root } = document
  const isWhole = reading.text === source.text
  const before = new Source(reading.text)
  const result = formatted(before, { root }, style)
  if (!('text' in result)) return []
  if (isWhole && within === undefined) return result.text === source.text ? [] : [{ from: 0, to: source.text.length, text: result.text }]
  const after = parseText(new Source(result.text), { root })
  const old = reading.parsed.script.body.statements
  if (after instanceof Refusal || after.script.body.statements.length !== old.length) return []
  return old.flatMap((statement, at): readonly Edit[] => {
    const now = after.script.body.statements[at]
    const span = spanOf(statement)
    const asked = within === undefined || (span.from < within.to && within.from < span.to)
    const written = source.text.slice(span.from, span.to)
    if (now === undefined || !asked || written !== reading.text.slice(span.from, span.to)) return []
    const { from, to } = spanOf(now)
    const text = result.text.slice(from, to)
    return text === written ? [] : [{ ...span, text }]
  })
}

const spanOf = (statement: Statement): Span => ({ from: 'head' in statement ? statement.head.from : statement.from, to: statement.to })

/** What can be done about a finding: its own fixes, then a comment that turns it off. */
export function fixesFor({ source }: Document, finding: Diagnostic): readonly Fix[] {
  const { text } = source
  let line = source.lineStart(source.lineAt(finding.from))
  // A comment stands where a command may: in front of the first of the lines that `\`, a string or a bracket joins.
  while (line > 0 && !startsCommand(text, line)) line = text.lastIndexOf('\n', line - 2) + 1
  const indent = /^[ \t]*/.exec(text.slice(line, line + 200))?.[0] ?? ''
  const comment = `${indent}# offbox: disable=${finding.code}\n`
  const off: Fix = {
    title: `turn ${finding.code} off for this command`,
    preferred: false,
    edits: [{ from: line, to: line, text: comment }],
  }
  return [...(finding.fixes ?? []), ...(finding.severity === 'error' ? [] : [off])]
}
