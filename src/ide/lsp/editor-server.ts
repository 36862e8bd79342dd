// Owns the context in which the server answers requests: the editor's texts, its settings, and the connection.
import type { Connection, Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { TextDocuments } from 'vscode-languageserver'
import type { NamesQuery } from '../../host/catalog-cache.ts'
import type { PageOf } from './answers.ts'
import type { Inspector } from './inspector.ts'
import type { Local } from '../../settings/settings.ts'
import type { EditorSettings } from './settings.ts'
import type { StoredScript, PlacedText, EditorTexts } from './texts.ts'

/** The result of a verb of the command line. */
export interface VerbResult {
  readonly code: number
  readonly output: string
}

/** What the language server needs from its environment. */
export interface EditorWorld {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** The default release and packages; an editor may choose others. */
  readonly names: NamesQuery
  /** The scripts in a folder, by its URI. */
  readonly scripts: (folder: string) => readonly StoredScript[]
  /** The stored script of a URI; undefined if there is none. */
  readonly script: (uri: string) => StoredScript | undefined
  /** The contents of a facts file; undefined if it cannot be read. */
  readonly facts: (path: string) => string | undefined
  /** The settings of the nearest `offbox.json` for a URI, and the error in that file, if any. It is read again after `reread`. */
  readonly settled: (uri: string) => { readonly settings: Local; readonly fault?: string }
  readonly reread: () => void
  /** Checks texts. */
  readonly inspector: Inspector
  /** Runs a verb of the command line on a stored script. */
  readonly run: (verb: 'run' | 'test', uri: string, settings: EditorSettings) => Promise<VerbResult>
  readonly pageOf: PageOf
  /** Runs a task after a time in milliseconds; returns a function that cancels it. */
  readonly later: (time: number, task: () => void) => () => void
  readonly version: string
}

/** A running server. */
export interface EditorServer {
  readonly connection: Connection
  readonly world: EditorWorld
  readonly open: TextDocuments<TextDocument>
  /** The texts; replaced when the settings change. */
  readonly texts: () => EditorTexts
  /** The settings of the editor. */
  readonly editor: () => EditorSettings
  /** The effective settings of a text; `judging` has the selection of findings and the style of its `offbox.json`. */
  readonly settings: (uri: string) => EditorSettings
  readonly judging: (uri: string) => Local
  /** The release and packages of a text: the same object until they change. */
  readonly names: (uri: string) => NamesQuery
  /** Whether the editor supports snippets. */
  readonly takesSnippets: () => boolean
}

/** A request about a place in a text. */
export interface At {
  readonly textDocument: { readonly uri: string }
  readonly position: Position
}

/**
 * The maximum length of a text that is read, in characters (of a stored one in bytes), so that a text of the densest code fits into the
 * memory that node allows itself on a small machine: about 900 bytes for each.
 */
export const maxTextLength = 2_000_000

/** Whether a text is longer than what is read. */
export const isTooLong = (document: TextDocument): boolean => document.getText().length > maxTextLength

/** The current version of an open text; undefined for one that is too long. */
export function openText({ open, texts }: EditorServer, uri: string): PlacedText | undefined {
  const document = open.get(uri)
  return document === undefined || isTooLong(document) ? undefined : texts().at(document)
}

/** Answers a request about a text; null if it is not open, or too long. */
export function ofText<T>(server: EditorServer, uri: string, answer: (text: PlacedText) => T): T | null {
  const text = openText(server, uri)
  return text === undefined ? null : answer(text)
}

/** Answers a request about a place, with its text and offset. */
export const ofPlace = <T>(
  server: EditorServer,
  { textDocument, position }: At,
  answer: (text: PlacedText, offset: number) => T,
): T | null => ofText(server, textDocument.uri, (text) => answer(text, text.places.offsetOf(position)))
