// Owns the requests for changes: formatting, and what mends a finding.
import type { FormattingOptions, TextEdit } from 'vscode-languageserver'
import type { Edit } from '../../diagnostic/diagnostic.ts'
import { formatEdits, typedEdits } from '../edit.ts'
import * as answers from './answers.ts'
import { ofPlace, ofText, textOf, type Desk } from './desk.ts'
import type { Findings } from './findings.ts'
import type { Text } from './texts.ts'

/** Answers them. */
export function answerChanges(desk: Desk, findings: Findings): void {
  const { connection } = desk
  const edits = ({ places }: Text, changes: readonly Edit[]): TextEdit[] => changes.map((edit) => answers.textEdit(edit, places))
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) =>
    ofText(desk, uri, (text) => edits(text, formatEdits(text.document, style(options)))),
  )
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) =>
    ofText(desk, uri, (text) => edits(text, formatEdits(text.document, style(options), text.places.spanOf(range)))),
  )
  connection.onDocumentOnTypeFormatting(({ options, ...at }) =>
    ofPlace(desk, at, (text, offset) => edits(text, typedEdits(text.document, style(options), offset))),
  )
  connection.onCodeAction(async ({ textDocument: { uri }, range }) => {
    const text = textOf(desk, uri)
    return text === undefined ? null : answers.codeActions(text, await findings.of(uri, text), range, desk.world.pageOf)
  })
}

const style = ({ tabSize, insertSpaces }: FormattingOptions): { readonly indent: string } => ({
  indent: insertSpaces ? ' '.repeat(tabSize) : '\t',
})
