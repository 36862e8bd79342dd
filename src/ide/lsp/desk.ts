// Owns what every request of an editor starts from: its texts, its settings, and the way to the editor.
import type { Connection, Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { TextDocuments } from 'vscode-languageserver'
import type { NamesAsked } from '../../host/known.ts'
import type { PageOf } from './answers.ts'
import type { Inspector } from './inspector.ts'
import type { Local } from '../../settings/settings.ts'
import type { Settings } from './settings.ts'
import type { StoredScript, Text, Texts } from './texts.ts'

/** What a verb of the command line said. */
export interface Said {
  readonly code: number
  readonly output: string
}

/** What a server needs of the world. */
export interface World {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Which names are known; an editor may ask for others. */
  readonly names: NamesAsked
  /** The scripts in a folder, by its URI. */
  readonly scripts: (folder: string) => readonly StoredScript[]
  /** The script of a URI as it is stored; undefined where there is none. */
  readonly script: (uri: string) => StoredScript | undefined
  /** What a file of facts holds; undefined where it cannot be read. */
  readonly facts: (path: string) => string | undefined
  /** What the nearest `offbox.json` says of the text of a URI, and what is wrong with that file. It is read again behind `reread`. */
  readonly settled: (uri: string) => { readonly settings: Local; readonly fault?: string }
  readonly reread: () => void
  /** Who looks for what is wrong. */
  readonly inspector: Inspector
  /** Runs a verb of the command line on a stored script. */
  readonly run: (verb: 'run' | 'test', uri: string, settings: Settings) => Promise<Said>
  readonly pageOf: PageOf
  /** Does something later, in milliseconds; returns what calls it off. */
  readonly later: (time: number, task: () => void) => () => void
  readonly version: string
}

/** A server at work. */
export interface Desk {
  readonly connection: Connection
  readonly world: World
  readonly open: TextDocuments<TextDocument>
  /** They are others behind a change of settings. */
  readonly texts: () => Texts
  /** The settings of the editor. */
  readonly editor: () => Settings
  /** What holds for a text: `judging` is what its `offbox.json` says of findings and of form. */
  readonly settings: (uri: string) => Settings
  readonly judging: (uri: string) => Local
  /** The names that a text is read with: the same object as long as they are the same. */
  readonly names: (uri: string) => NamesAsked
  /** Whether completions may hold places to fill in. */
  readonly takesSnippets: () => boolean
}

/** A request about a place of a text. */
export interface At {
  readonly textDocument: { readonly uri: string }
  readonly position: Position
}

/** An open text as it is now. */
export function openText({ open, texts }: Desk, uri: string): Text | undefined {
  const document = open.get(uri)
  return document === undefined ? undefined : texts().at(document)
}

/** Hands a request its text; null where that is not open. */
export function ofText<T>(desk: Desk, uri: string, answer: (text: Text) => T): T | null {
  const text = openText(desk, uri)
  return text === undefined ? null : answer(text)
}

/** Hands a request the text and the offset that it speaks of. */
export const ofPlace = <T>(desk: Desk, { textDocument, position }: At, answer: (text: Text, offset: number) => T): T | null =>
  ofText(desk, textDocument.uri, (text) => answer(text, text.places.offsetOf(position)))
