// Owns the language server: what it can do, and how it starts, takes settings and ends (LSP 3.18).
import {
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { checkerFor } from '../../host/node/known.ts'
import * as answers from './answers.ts'
import { answerChanges } from './changes.ts'
import { answerCommands, commands } from './commands.ts'
import type { Desk, World } from './desk.ts'
import { Findings } from './findings.ts'
import { namesFor, settingsOf, type Settings } from './settings.ts'
import { answerShapes } from './shapes.ts'
import { Texts } from './texts.ts'
import { answerWords } from './words.ts'

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
  readonly #findings: Findings
  #texts: Texts
  #settings: Settings = {}
  #folders: readonly string[] = []
  #capabilities: InitializeParams['capabilities'] = {}

  constructor(connection: Connection, world: World) {
    this.#connection = connection
    this.#world = world
    this.#texts = new Texts(checkerFor(world.names))
    const desk: Desk = {
      connection,
      world,
      open: this.#open,
      texts: () => this.#texts,
      settings: () => this.#settings,
      takesSnippets: () => this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    }
    this.#findings = new Findings(desk)
    answerWords(desk)
    answerShapes(desk)
    answerChanges(desk, this.#findings)
    answerCommands(desk)
  }

  listen(): void {
    const connection = this.#connection
    connection.onInitialize((asked) => this.#initialize(asked))
    connection.onInitialized(() => this.#initialized())
    connection.onDidChangeConfiguration(({ settings }) => void this.#configure(settings))
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri, type } of changes) {
        const script = type === FileChangeType.Deleted ? undefined : this.#world.script(uri)
        if (script === undefined) this.#texts.forget(uri)
        else this.#texts.store([script])
      }
    })
    this.#open.listen(connection)
    connection.listen()
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.#findings.stop()
  }

  #initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    this.#capabilities = capabilities
    this.#findings.pulls = capabilities.textDocument?.diagnostic !== undefined
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri])
    this.#take(initializationOptions)
    return { serverInfo: { name: 'offbox', version: this.#world.version }, capabilities: offered }
  }

  #initialized(): void {
    const { workspace } = this.#capabilities
    const { client } = this.#connection
    this.#read(this.#folders)
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      void client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.rsc' }] })
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true)
      void client.register(DidChangeConfigurationNotification.type, { section: 'offbox' })
    if (workspace?.workspaceFolders === true)
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#texts.forgetBelow(uri)
        const fresh = added.map(({ uri }) => uri)
        this.#folders = [...this.#folders.filter((one) => !removed.some(({ uri }) => uri === one)), ...fresh]
        this.#read(fresh)
      })
    if (workspace?.configuration === true) void this.#configure(undefined)
  }

  /** Takes settings that changed; an editor that is asked for them is asked. */
  async #configure(sent: unknown): Promise<void> {
    const isAsked = this.#capabilities.workspace?.configuration === true
    const settings: unknown = isAsked ? await this.#connection.workspace.getConfiguration('offbox') : sent
    if (settings === null || settings === undefined) return
    this.#take(settings)
    this.#read(this.#folders)
    this.#findings.again()
  }

  #take(sent: unknown): void {
    const { settings, faults } = settingsOf(sent)
    for (const fault of faults) this.#connection.window.showWarningMessage(`offbox: ${fault}`)
    this.#settings = settings
    const names = namesFor(settings, this.#world.names, (path) => this.#world.facts(path))
    this.#texts = new Texts(checkerFor(names))
    this.#world.inspector.configure(names)
  }

  #read(folders: readonly string[]): void {
    for (const folder of folders) this.#texts.store(this.#world.scripts(folder))
  }
}

const offered: InitializeResult['capabilities'] = {
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
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  inlayHintProvider: true,
  codeLensProvider: { resolveProvider: true },
  executeCommandProvider: { commands: Object.values(commands) },
  codeActionProvider: { codeActionKinds: ['quickfix'] },
  semanticTokensProvider: {
    legend: { tokenTypes: answers.tokenTypes, tokenModifiers: answers.tokenModifiers },
    full: { delta: true },
    range: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
}
