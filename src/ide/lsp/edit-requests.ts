// Owns requests that change texts: formatting and quick fixes.
import type { FormattingOptions, TextEdit } from 'vscode-languageserver'
import type { Edit } from '../../diagnostic/diagnostic.ts'
import type { Local } from '../../settings/settings.ts'
import type { FormatStyle } from '../../syntax/format.ts'
import { formatEdits, typedEdits } from '../edit.ts'
import * as answers from './answers.ts'
import { ofPlace, ofText, openText, type EditorServer } from './editor-server.ts'
import type { Findings } from './findings.ts'
import type { PlacedText } from './texts.ts'

/** Registers the handlers. */
export function registerEditRequests(server: EditorServer, findings: Findings): void {
  const { connection } = server
  const styleOf = (uri: string, options: FormattingOptions): FormatStyle => styleIn(server.judging(uri), options)
  const edits = ({ places }: PlacedText, changes: readonly Edit[]): TextEdit[] => changes.map((edit) => answers.textEdit(edit, places))
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) =>
    ofText(server, uri, (text) => edits(text, formatEdits(text.document, styleOf(uri, options)))),
  )
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) =>
    ofText(server, uri, (text) => edits(text, formatEdits(text.document, styleOf(uri, options), text.places.spanOf(range)))),
  )
  connection.onDocumentOnTypeFormatting(({ options, ...at }) =>
    ofPlace(server, at, (text, offset) => edits(text, typedEdits(text.document, styleOf(at.textDocument.uri, options), offset))),
  )
  connection.onCodeAction(async ({ textDocument: { uri }, range }) => {
    const text = openText(server, uri)
    return text === undefined ? null : answers.codeActions(text, await findings.of(uri, text), range, server.world.pageOf)
  })
}

/** The style of `offbox.json`; if that sets no indent, the editor's is used. */
function styleIn({ fmt = {} }: Local, { tabSize, insertSpaces }: FormattingOptions): FormatStyle {
  const { indent = insertSpaces ? tabSize : 'tab', ...rest } = fmt
  return { ...rest, indent: typeof indent === 'number' ? ' '.repeat(indent) : '\t' }
}
