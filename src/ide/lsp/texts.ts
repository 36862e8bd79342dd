// Owns the server's texts: those open in the editor, and the scripts in the workspace folders.
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Checker } from '../../resolve/check/checker.ts'
import { toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { Document } from '../document.ts'
import { PositionConverter } from './places.ts'

/** A script on disk: its URI and its text as bytes. */
export interface StoredScript {
  readonly uri: string
  readonly text: string
}

/** A text with its position converter. */
export interface PlacedText {
  readonly document: Document
  readonly places: PositionConverter
}

interface Version extends PlacedText {
  readonly version: number
}

/** Texts by URI. An open text takes precedence over the stored one. */
export class EditorTexts {
  readonly #checkerOf: (uri: string) => Checker
  readonly #open = new Map<string, Version>()
  readonly #stored = new Map<string, PlacedText>()

  constructor(checkerOf: (uri: string) => Checker) {
    this.#checkerOf = checkerOf
  }

  /** The current version of an open file. */
  at(open: TextDocument): PlacedText {
    const known = this.#open.get(open.uri)
    if (known?.version === open.version) return known
    const fresh = { ...this.#made(open.uri, toBytes(open.getText()), known?.document), version: open.version }
    this.#open.set(open.uri, fresh)
    return fresh
  }

  close(uri: string): void {
    this.#open.delete(uri)
  }

  /** Adds scripts of the workspace. */
  store(scripts: readonly StoredScript[]): void {
    for (const { uri, text } of scripts) this.#stored.set(uri, this.#made(uri, text))
  }

  forget(uri: string): void {
    this.#stored.delete(uri)
  }

  /** Removes the stored scripts below a folder. */
  forgetBelow(folder: string): void {
    for (const uri of [...this.#stored.keys()]) if (uri.startsWith(`${folder.replace(/\/$/, '')}/`)) this.#stored.delete(uri)
  }

  /** All texts except one. */
  beside(uri: string): readonly Document[] {
    const all = new Map([...this.#stored, ...this.#open])
    all.delete(uri)
    return [...all.values()].map(({ document }) => document)
  }

  /** The position converter of a text from `beside` or `at`. */
  placesOf({ name, source }: Document): PositionConverter {
    return (this.#open.get(name) ?? this.#stored.get(name))?.places ?? new PositionConverter(source)
  }

  /** All texts. */
  get all(): readonly PlacedText[] {
    return [...new Map([...this.#stored, ...this.#open]).values()]
  }

  #made(uri: string, text: string, before?: Document): PlacedText {
    const source = new Source(text, uri)
    return { document: new Document(source, this.#checkerOf(uri), before), places: new PositionConverter(source) }
  }
}
