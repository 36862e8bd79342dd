// Owns folding ranges, and selection ranges.
import { descend } from '../syntax/descent.ts'
import { shifted, type Span } from '../text/source.ts'
import type { Document } from './document.ts'
import { outlineOf } from './symbols.ts'

/** Lines that fold into the first one; 1-based. */
export interface Fold {
  readonly from: number
  readonly to: number
  readonly kind: 'block' | 'comment' | 'section'
}

/** Blocks, runs of comments and the sections of an export. */
export function foldsOf(document: Document): readonly Fold[] {
  const { source, views } = document
  const lines = ({ from, to }: Span, kind: Fold['kind']): Fold => ({
    from: source.lineAt(from),
    to: source.lineAt(Math.max(from, to)),
    kind,
  })
  const blocks = views.flatMap(({ view, from }) => view.uses.blocks.map((span) => lines(shifted(span, from), 'block')))
  const sections = outlineOf(document).flatMap((entry) => (entry.kind === 'section' ? [lines(entry, 'section')] : []))
  const comments: Fold[] = []
  for (const comment of views.flatMap(({ view, from }) => view.chunk.reading.parsed.script.comments.map((one) => shifted(one, from)))) {
    const line = source.lineAt(comment.from)
    const last = comments.at(-1)
    if (last !== undefined && last.to === line - 1) comments[comments.length - 1] = { ...last, to: line }
    else comments.push({ from: line, to: line, kind: 'comment' })
  }
  return [...blocks, ...sections, ...comments].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || b.to - a.to)
}

/** The ranges around an offset, the innermost first: word, value, command, block ... up to the whole text. */
export function selectionsAt(document: Document, offset: number): readonly Span[] {
  const found: Span[] = [{ from: 0, to: document.source.text.length }]
  const { view, from } = document.viewAt(offset)
  for (const part of view.parts)
    descend(part.body, (at) => {
      const span = shifted(part.toChunk({ from: 'head' in at ? at.head.from : at.from, to: at.to }), from)
      if (span.from <= offset && offset <= span.to) found.push(span)
    })
  const sorted = found.sort((a, b) => a.to - a.from - (b.to - b.from))
  const nested: Span[] = []
  for (const span of sorted) {
    const last = nested.at(-1)
    if (last === undefined || (span.from <= last.from && last.to <= span.to && span.to - span.from > last.to - last.from)) nested.push(span)
  }
  return nested
}
