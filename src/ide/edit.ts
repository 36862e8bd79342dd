// Owns edits of a text: formatting, whole or in part, and disabling a finding.
import type { Menu } from '../../grammar/names.ts'
import { parseText } from '../../grammar/parse.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { NameScope } from '../../grammar/scope.ts'
import type { Diagnostic, Edit, Fix } from '../diagnostic/diagnostic.ts'
import { Opens } from '../resolve/check/fixes.ts'
import { formatted } from '../resolve/formatted.ts'
import type { FormatStyle } from '../syntax/format.ts'
import type { Statement } from '../syntax/tree.ts'
import { shifted, Source, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import type { ChunkView } from './view.ts'

/**
 * The edits that format a text; `within` selects the top-level statements of a range. In a text that a device refuses only the accepted
 * statements are formatted.
 */
export function formatEdits(document: Document, style: FormatStyle, within?: Span): readonly Edit[] {
  const { source, root, views } = document
  if (within === undefined) {
    const result = formatted(source, { root }, style)
    if ('text' in result) return result.text === source.text ? [] : [{ from: 0, to: source.text.length, text: result.text }]
  }
  const asked = within ?? { from: 0, to: source.text.length }
  return views
    .filter(({ view, from }) => from < asked.to && asked.from < from + view.text.length)
    .flatMap(({ view, from }) =>
      statementEdits(view, root, style, { from: asked.from - from, to: asked.to - from }).map((edit) => shifted(edit, from)),
    )
}

/** The edits for the statements of a chunk that a range touches, in the chunk's offsets. */
function statementEdits({ chunk }: ChunkView, root: Menu, style: FormatStyle, within: Span): readonly Edit[] {
  const { source, reading, menu, declared } = chunk
  const result = formatted(new Source(reading.text), { root, menu, declared }, style)
  if (!('text' in result)) return []
  const scope = new NameScope(undefined, { size: 0 })
  for (const variable of declared) scope.adopt(variable)
  const after = parseText(new Source(result.text), { root, menu, scope })
  const old = reading.parsed.script.body.statements
  if (after instanceof Refusal || after.script.body.statements.length !== old.length) return []
  return old.flatMap((statement, at): readonly Edit[] => {
    const now = after.script.body.statements[at]
    const span = spanOf(statement)
    const written = source.text.slice(span.from, span.to)
    const isAsked = span.from < within.to && within.from < span.to
    if (now === undefined || !isAsked || written !== reading.text.slice(span.from, span.to)) return []
    const { from, to } = spanOf(now)
    const text = result.text.slice(from, to)
    return text === written ? [] : [{ ...span, text }]
  })
}

/** The edits that format the statement just ended at an offset by `}` or a line end. */
export function typedEdits(document: Document, style: FormatStyle, offset: number): readonly Edit[] {
  const { text } = document.source
  let end = offset
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--
  // The statement at the cursor is left unchanged.
  return formatEdits(document, style, { from: Math.max(0, end - 1), to: end }).filter(({ to }) => to <= offset)
}

const spanOf = (statement: Statement): Span => ({ from: 'head' in statement ? statement.head.from : statement.from, to: statement.to })

/** The line starts of a text, shared by all its findings. */
const opens = new WeakMap<Source, Opens>()

/** The fixes of a finding, then a comment that disables it. */
export function fixesFor({ source }: Document, finding: Diagnostic): readonly Fix[] {
  const { text } = source
  // A comment is only allowed where a command may start.
  const known = opens.get(source) ?? new Opens(text)
  opens.set(source, known)
  const line = known.lineOf(finding.from)
  const indent = /^[ \t]*/.exec(text.slice(line, line + 200))?.[0] ?? ''
  const comment = `${indent}# offbox: disable=${finding.code}\n`
  const off: Fix = {
    title: `turn ${finding.code} off for this command`,
    preferred: false,
    edits: [{ from: line, to: line, text: comment }],
  }
  return [...(finding.fixes ?? []), ...(finding.severity === 'error' ? [] : [off])]
}
