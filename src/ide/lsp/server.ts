// Owns the language server: what it can do, and which answer goes to which request (LSP 3.18).
import {
  createConnection,
  ErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type Location,
  type Position,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { checkerFor, type NamesAsked } from '../../host/node/known.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { completionsAt } from '../complete.ts'
import { formatEdits } from '../edit.ts'
import { selectionsAt } from '../fold.ts'
import { hoverAt, signatureAt } from '../hover.ts'
import { faultOf, namedAt, type Place } from '../names.ts'
import { outlineOf, type Outline } from '../symbols.ts'
import * as answers from './answers.ts'
import { Texts, type Script, type Text } from './texts.ts'

/** What a server needs of the world. */
export interface World {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Which names are known; an editor may ask for another release. */
  readonly names: NamesAsked
  /** The scripts in a folder, by its URI. */
  readonly scripts: (folder: string) => readonly Script[]
  readonly pageOf: answers.PageOf
  /** Does something later, in milliseconds; returns what calls it off. */
  readonly later: (time: number, task: () => void) => () => void
  readonly version: string
}

/** How long the server waits behind an edit before it checks, in milliseconds. */
const pause = 60

/** Serves one editor. Resolves when it says `exit`, or when its stream ends. */
export function serveEditor(world: World): Promise<void> {
  return new Promise((resolve) => {
    // The library would end the process.
    const watchDog = { shutdownReceived: false, initialize: () => undefined, exit: () => stop() }
    const connection = createConnection(
      (logger) => createProtocolConnection(new StreamMessageReader(world.input), new StreamMessageWriter(world.output), logger),
      watchDog,
      ProposedFeatures.all,
    )
    const server = new Server(connection, world)
    const stop = (): void => {
      server.stop()
      resolve()
    }
    world.input.on('end', stop)
    server.listen()
  })
}

class Server {
  readonly #connection: Connection
  readonly #world: World
  readonly #open = new TextDocuments(TextDocument)
  readonly #waiting = new Map<string, () => void>()
  #texts: Texts
  #pulls = false
  #folders: readonly string[] = []

  constructor(connection: Connection, world: World) {
    this.#connection = connection
    this.#world = world
    this.#texts = new Texts(checkerFor(world.names))
  }

  listen(): void {
    const connection = this.#connection
    connection.onInitialize((asked) => this.#initialize(asked))
    connection.onInitialized(() => this.#folders.forEach((folder) => this.#texts.store(this.#world.scripts(folder))))
    this.#open.onDidChangeContent(({ document }) => this.#changed(document))
    this.#open.onDidClose(({ document: { uri } }) => {
      this.#waiting.get(uri)?.()
      this.#texts.close(uri)
      if (!this.#pulls) void connection.sendDiagnostics({ uri, diagnostics: [] })
    })
    connection.languages.diagnostics.on(({ textDocument }) => {
      const text = this.#text(textDocument.uri)
      return { kind: 'full', items: text === undefined ? [] : answers.diagnosticsOf(text, this.#world.pageOf) }
    })
    this.#words()
    this.#shapes()
    this.#changes()
    this.#open.listen(connection)
    connection.listen()
  }

  /** Nothing is sent any more. */
  stop(): void {
    for (const callOff of this.#waiting.values()) callOff()
    this.#waiting.clear()
  }

  #initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    this.#pulls = capabilities.textDocument?.diagnostic !== undefined
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri])
    const release = releaseIn(initializationOptions)
    if (release !== undefined) this.#texts = new Texts(checkerFor({ ...this.#world.names, release }))
    return {
      serverInfo: { name: 'offbox', version: this.#world.version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: { identifier: 'offbox', interFileDependencies: false, workspaceDiagnostics: false },
        completionProvider: { triggerCharacters: ['/', ':', ' ', '=', '$', '[', ','] },
        hoverProvider: true,
        signatureHelpProvider: { triggerCharacters: [' ', '='] },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        semanticTokensProvider: {
          legend: { tokenTypes: answers.tokenTypes, tokenModifiers: answers.tokenModifiers },
          full: true,
        },
      },
    }
  }

  #text(uri: string): Text | undefined {
    const open = this.#open.get(uri)
    return open === undefined ? undefined : this.#texts.at(open)
  }

  /** Hands a request the text and the offset that it speaks of. */
  #at<T>({ textDocument, position }: At, answer: (text: Text, offset: number) => T): T | null {
    const text = this.#text(textDocument.uri)
    return text === undefined ? null : answer(text, text.places.offsetOf(position))
  }

  /** Checks a text when nobody has typed for a while. */
  #changed({ uri }: TextDocument): void {
    if (this.#pulls) return
    this.#waiting.get(uri)?.()
    const check = (): void => {
      this.#waiting.delete(uri)
      const open = this.#open.get(uri)
      if (open === undefined) return
      const diagnostics = answers.diagnosticsOf(this.#texts.at(open), this.#world.pageOf)
      void this.#connection.sendDiagnostics({ uri, version: open.version, diagnostics })
    }
    this.#waiting.set(uri, this.#world.later(pause, check))
  }

  /** Requests about the word at a place. */
  #words(): void {
    const connection = this.#connection
    connection.onCompletion((at) =>
      this.#at(at, ({ document, places }, offset) =>
        completionsAt(document, offset, this.#texts.beside(document.name)).map((one) => answers.completionItem(one, places)),
      ),
    )
    connection.onHover((at) =>
      this.#at(at, ({ document, places }, offset) => {
        const hover = hoverAt(document, offset)
        return hover === undefined ? null : { contents: answers.markdown(hover.text), range: places.rangeOf(hover) }
      }),
    )
    connection.onSignatureHelp((at) =>
      this.#at(at, ({ document }, offset) => {
        const signature = signatureAt(document, offset)
        if (signature === undefined) return null
        const parameters = signature.parameters.map(({ label, text }) => ({ label, documentation: answers.markdown(text) }))
        return { signatures: [{ label: signature.label, parameters }], activeSignature: 0, activeParameter: signature.active ?? null }
      }),
    )
    connection.onDefinition((at) => this.#places(at, ({ defines }) => defines))
    connection.onReferences(({ context, ...at }) => this.#places(at, ({ defines }) => context.includeDeclaration || !defines))
    connection.onDocumentHighlight((at) =>
      this.#at(at, ({ document, places }, offset) =>
        (namedAt(document, offset)?.places ?? []).map((place) => ({ range: places.rangeOf(place) })),
      ),
    )
    connection.onPrepareRename((at) =>
      this.#at(at, ({ document, places }, offset) => {
        const named = namedAt(document, offset, this.#texts.beside(document.name))
        if (named?.fixed !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, fromBytes(named.fixed))
        return named === undefined ? null : places.rangeOf(named.word)
      }),
    )
    connection.onRenameRequest(({ newName, ...at }) => this.#at(at, (text, offset) => this.#renamed(text, offset, toBytes(newName))))
  }

  #renamed({ document }: Text, offset: number, name: string): WorkspaceEdit {
    const named = namedAt(document, offset, this.#texts.beside(document.name))
    const fault = named === undefined ? 'nothing here has a name of its own' : (named.fixed ?? faultOf(name, named.kind))
    if (named === undefined || fault !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, fromBytes(fault ?? ''))
    const changes: NonNullable<WorkspaceEdit['changes']> = {}
    for (const { document: one, from, to } of named.places)
      (changes[one.name] ??= []).push(answers.textEdit({ from, to, text: name }, this.#texts.placesOf(one)))
    return { changes }
  }

  #places(at: At, wanted: (place: Place) => boolean): Location[] | null {
    return this.#at(at, ({ document }, offset) =>
      (namedAt(document, offset, this.#texts.beside(document.name))?.places ?? [])
        .filter(wanted)
        .map((place) => ({ uri: place.document.name, range: this.#texts.placesOf(place.document).rangeOf(place) })),
    )
  }

  /** Requests about a whole text. */
  #shapes(): void {
    const connection = this.#connection
    const of = <T>(uri: string, answer: (text: Text) => T): T | null => {
      const text = this.#text(uri)
      return text === undefined ? null : answer(text)
    }
    connection.onDocumentSymbol(({ textDocument: { uri } }) =>
      of(uri, ({ document, places }) => outlineOf(document).map((entry) => answers.documentSymbol(entry, places))),
    )
    connection.onWorkspaceSymbol(({ query }) =>
      this.#texts.all.flatMap(({ document, places }) =>
        flat(outlineOf(document))
          .filter(({ name }) => fromBytes(name).toLowerCase().includes(query.toLowerCase()))
          .map(({ name, kind, at }) => ({
            name: fromBytes(name),
            kind: answers.symbolKindOf(kind),
            location: { uri: document.name, range: places.rangeOf(at) },
          })),
      ),
    )
    connection.onFoldingRanges(({ textDocument: { uri } }) => of(uri, answers.foldingRanges))
    connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
      of(uri, ({ document, places }) =>
        positions.map((position) => answers.selectionRange(selectionsAt(document, places.offsetOf(position)), places)),
      ),
    )
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => ({ data: of(uri, answers.tokenData) ?? [] }))
  }

  /** Requests for changes. */
  #changes(): void {
    const connection = this.#connection
    const style = ({
      tabSize,
      insertSpaces,
    }: {
      readonly tabSize: number
      readonly insertSpaces: boolean
    }): { readonly indent: string } => ({
      indent: insertSpaces ? ' '.repeat(tabSize) : '\t',
    })
    connection.onDocumentFormatting(({ textDocument: { uri }, options }) => {
      const text = this.#text(uri)
      return text === undefined ? null : formatEdits(text.document, style(options)).map((edit) => answers.textEdit(edit, text.places))
    })
    connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) => {
      const text = this.#text(uri)
      if (text === undefined) return null
      return formatEdits(text.document, style(options), text.places.spanOf(range)).map((edit) => answers.textEdit(edit, text.places))
    })
    connection.onCodeAction(({ textDocument: { uri }, range }) => {
      const text = this.#text(uri)
      return text === undefined ? null : answers.codeActions(text, range, this.#world.pageOf)
    })
  }
}

interface At {
  readonly textDocument: { readonly uri: string }
  readonly position: Position
}

const flat = (outline: readonly Outline[]): readonly Outline[] => outline.flatMap((entry) => [entry, ...flat(entry.children)])

/** The release that an editor's settings ask for: `{ "release": "7.16" }`. */
function releaseIn(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('release' in options)) return undefined
  return typeof options.release === 'string' && options.release !== '' ? options.release : undefined
}
