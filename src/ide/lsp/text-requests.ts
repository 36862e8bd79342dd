// Owns requests about whole texts: outline, folding, selection, highlighting and inlay hints.
import { InlayHintKind } from 'vscode-languageserver'
import { fromBytes } from '../../text/bytes.ts'
import { selectionsAt } from '../fold.ts'
import { inlaysIn } from '../inlay.ts'
import { outlineOf, type OutlineEntry } from '../symbols.ts'
import * as answers from './answers.ts'
import { ofText, type EditorServer } from './editor-server.ts'

/** Registers the handlers. */
export function registerTextRequests(server: EditorServer): void {
  const { connection } = server
  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    ofText(server, uri, ({ document, places }) => outlineOf(document).map((entry) => answers.documentSymbol(entry, places))),
  )
  connection.onWorkspaceSymbol(({ query }) =>
    server.texts().all.flatMap(({ document, places }) =>
      flat(outlineOf(document))
        .filter(({ name }) => fromBytes(name).toLowerCase().includes(query.toLowerCase()))
        .map(({ name, kind, at }) => ({
          name: fromBytes(name),
          kind: answers.symbolKindOf(kind),
          location: { uri: document.name, range: places.rangeOf(at) },
        })),
    ),
  )
  connection.onFoldingRanges(({ textDocument: { uri } }) => ofText(server, uri, answers.foldingRanges))
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    ofText(server, uri, ({ document, places }) =>
      positions.map((position) => answers.selectionRange(selectionsAt(document, places.offsetOf(position)), places)),
    ),
  )
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
    server.editor().inlayHints === false
      ? []
      : ofText(server, uri, ({ document, places }) =>
          inlaysIn(document, places.spanOf(range)).map(({ at, label, kind }) => ({
            position: places.rangeOf({ from: at, to: at }).start,
            label: fromBytes(label),
            ...(kind === 'unit' ? {} : { kind: kind === 'name' ? InlayHintKind.Parameter : InlayHintKind.Type }),
          })),
        ),
  )
  colours(server)
}

const flat = (outline: readonly OutlineEntry[]): readonly OutlineEntry[] => outline.flatMap((entry) => [entry, ...flat(entry.children)])

/** Semantic tokens: of a text, of a range, and the changes since the last request. */
function colours(server: EditorServer): void {
  const { semanticTokens } = server.connection.languages
  const last = new Map<string, { readonly resultId: string; readonly data: number[] }>()
  let count = 0
  const whole = (uri: string): { readonly resultId: string; readonly data: number[] } => {
    const fresh = { resultId: String(++count), data: ofText(server, uri, (text) => answers.tokenData(text)) ?? [] }
    last.set(uri, fresh)
    return fresh
  }
  server.open.onDidClose(({ document: { uri } }) => last.delete(uri))
  semanticTokens.on(({ textDocument: { uri } }) => whole(uri))
  semanticTokens.onRange(({ textDocument: { uri }, range }) => ({
    data: ofText(server, uri, (text) => answers.tokenData(text, text.places.spanOf(range))) ?? [],
  }))
  semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
    const before = last.get(uri)
    const { resultId, data } = whole(uri)
    return before?.resultId === previousResultId ? { resultId, edits: answers.tokenEdits(before.data, data) } : { resultId, data }
  })
}
