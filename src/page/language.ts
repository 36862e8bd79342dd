// Owns the language services of the page's editor: findings, colours, completion, hover, formatting, releases.
import { Characters } from '../diagnostic/characters.ts'
import type { Diagnostic, Fix } from '../diagnostic/diagnostic.ts'
import { createCatalogCache } from '../host/catalog-cache.ts'
import { loadFacts } from '../host/page/facts.ts'
import { completionsAt } from '../ide/complete.ts'
import { Document } from '../ide/document.ts'
import { fixesFor } from '../ide/edit.ts'
import { hoverAt } from '../ide/hover.ts'
import { tokensOf } from '../ide/tokens.ts'
import { formatted } from '../resolve/formatted.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { worksOn } from '../resolve/check/works-on.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { Source } from '../text/source.ts'
import type { PageResponses, TextChange, PageFinding, DeviceChoice } from './messages.ts'

/** The page's text in successive versions, checked incrementally. */
interface Line {
  readonly key: string
  readonly checker: Checker
  readonly follow: (source: Source) => readonly Diagnostic[]
  document: Document
}

let line: Line | undefined

const known = createCatalogCache(loadFacts)

const checkerOf = ({ release, packages }: DeviceChoice): Checker =>
  known.checkerFor({ ...(release === undefined ? {} : { release }), ...(packages === undefined ? {} : { packages }) })

/** The current version of the text, with reusable results of earlier versions. */
function documentOf(text: string, names: DeviceChoice): Line {
  const key = JSON.stringify([names.release, names.packages])
  const bytes = toBytes(text)
  if (line?.key === key) {
    if (line.document.source.text !== bytes) line.document = new Document(new Source(bytes, 'page'), line.checker, line.document)
    return line
  }
  const checker = checkerOf(names)
  return (line = { key, checker, follow: checker.following(), document: new Document(new Source(bytes, 'page'), checker) })
}

const byteOf = (text: string, at: number): number => toBytes(text.slice(0, at)).length

/** The findings of a text, and the colours of a range of it. */
export function checked(text: string, names: DeviceChoice, from: number, to: number): PageResponses['check'] {
  const { document, follow } = documentOf(text, names)
  const { source } = document
  const characters = new Characters(source)
  const within = { from: byteOf(text, from), to: byteOf(text, to) }
  // Fixes are only computed for visible findings.
  const isSeen = (finding: Diagnostic): boolean => finding.from <= within.to && finding.to >= within.from
  const findings = follow(source).map((finding) => findingOf(finding, isSeen(finding) ? fixesFor(document, finding) : [], characters))
  const tokens = tokensOf(document, within).map(
    (token) => [characters.offsetAt(token.from), characters.offsetAt(token.to), token.class] as const,
  )
  return { findings, tokens }
}

function findingOf(finding: Diagnostic, given: readonly Fix[], characters: Characters): PageFinding {
  const { from, to, severity, code, message, line: at, column, help } = characters.decoded(finding)
  const fixes = given.map(({ title, edits }) => ({
    title: fromBytes(title),
    changes: edits.map((edit): TextChange => ({
      from: characters.offsetAt(edit.from),
      to: characters.offsetAt(edit.to),
      insert: fromBytes(edit.text),
    })),
  }))
  return { from, to, severity, code, message, line: at, column, fixes, ...(help === undefined ? {} : { help }) }
}

/** What may be written at an offset. */
export function completed(text: string, names: DeviceChoice, at: number): PageResponses['complete'] {
  const { document } = documentOf(text, names)
  const found = completionsAt(document, byteOf(text, at))
  const first = found[0]
  if (first === undefined) return undefined
  const characters = new Characters(document.source)
  return {
    from: characters.offsetAt(first.replaces.from),
    to: characters.offsetAt(first.replaces.to),
    items: found
      .filter(({ kind }) => kind !== 'snippet')
      .map(({ label, kind, detail, insert = label, rank }) => ({
        label: fromBytes(label),
        kind,
        detail: fromBytes(detail),
        insert: fromBytes(insert),
        rank,
      })),
  }
}

/** What the name at an offset means; undefined where there is none. */
export function hovered(text: string, names: DeviceChoice, at: number): PageResponses['hover'] {
  const { document } = documentOf(text, names)
  const found = hoverAt(document, byteOf(text, at))
  if (found === undefined) return undefined
  const characters = new Characters(document.source)
  return { from: characters.offsetAt(found.from), to: characters.offsetAt(found.to), text: fromBytes(found.text) }
}

/** The formatted text, or why it cannot be formatted. */
export function formattedText(text: string, names: DeviceChoice): PageResponses['format'] {
  const { root } = checkerOf(names).knowledgeOf(new Source('')).catalog
  const result = formatted(new Source(toBytes(text)), { root }, {})
  return 'text' in result
    ? { text: fromBytes(result.text) }
    : { why: fromBytes(result.diagnostics[0]?.message ?? 'it cannot be formatted') }
}

/** The releases on which a text works: `7.12..7.16, 7.20`. */
export const releasesOf = (text: string, names: DeviceChoice): string => worksOn(checkerOf(names), new Source(toBytes(text)))
