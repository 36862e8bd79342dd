// Owns the language server: its capabilities, startup, settings and shutdown (LSP 3.18).
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
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type ProtocolConnection } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { checkerFor } from '../../host/node/catalog-cache.ts'
import type { NamesQuery } from '../../host/catalog-cache.ts'
import * as answers from './answers.ts'
import { registerEditRequests } from './edit-requests.ts'
import { registerCommands, commands } from './commands.ts'
import type { EditorServer, EditorWorld } from './editor-server.ts'
import { Findings } from './findings.ts'
import { settingsFileName, type Local } from '../../settings/settings.ts'
import { namesFor, settingsFor, editorSettingsOf, type EditorSettings } from './settings.ts'
import { registerTextRequests } from './text-requests.ts'
import { EditorTexts } from './texts.ts'
import { registerWordRequests } from './word-requests.ts'

/** Serves one editor. Resolves at `exit`, or when the stream ends. */
export function serveEditor(world: EditorWorld): Promise<void> {
  return new Promise((resolve) => {
    // Replaces the library's watch dog, which would end the process.
    const watchDog = { shutdownReceived: false, initialize: () => undefined, exit: () => stop() }
    const connection = createConnection(
      (logger) => forgiving(createProtocolConnection(new StreamMessageReader(world.input), new StreamMessageWriter(world.output), logger)),
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

/**
 * Returns a connection whose messages never fail: after the editor has gone they are dropped, and a request that the editor refuses
 * resolves without an answer. Nothing here needs these answers, and an unhandled rejection would end the process.
 */
function forgiving(connection: ProtocolConnection): ProtocolConnection {
  let isClosed = false
  connection.onClose(() => {
    isClosed = true
  })
  const notify = connection.sendNotification.bind(connection)
  const request = connection.sendRequest.bind(connection)
  return {
    ...connection,
    async sendNotification(...given: readonly unknown[]): Promise<void> {
      if (isClosed) return
      await Promise.resolve(Reflect.apply(notify, undefined, given)).catch(() => undefined)
    },
    sendRequest: (...given: readonly unknown[]): Promise<never> =>
      new Promise((resolve) => {
        if (!isClosed) Promise.resolve(Reflect.apply(request, undefined, given)).then(resolve, () => undefined)
      }),
  }
}

class Server {
  readonly #connection: Connection
  readonly #world: EditorWorld
  readonly #open = new TextDocuments(TextDocument)
  readonly #findings: Findings
  #texts: EditorTexts
  #settings: EditorSettings = {}
  /** Names by their description: consumers compare these objects by identity. */
  readonly #names = new Map<string, NamesQuery>()
  readonly #reportedFaults = new Set<string>()
  #folders: readonly string[] = []
  #capabilities: InitializeParams['capabilities'] = {}

  constructor(connection: Connection, world: EditorWorld) {
    this.#connection = connection
    this.#world = world
    this.#texts = this.#freshTexts()
    const server: EditorServer = {
      connection,
      world,
      open: this.#open,
      texts: () => this.#texts,
      editor: () => this.#settings,
      settings: (uri) => settingsFor(this.#settled(uri), this.#settings),
      judging: (uri) => this.#settled(uri),
      names: (uri) => this.#namesOf(uri),
      takesSnippets: () => this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    }
    this.#findings = new Findings(server)
    registerWordRequests(server)
    registerTextRequests(server)
    registerEditRequests(server, this.#findings)
    registerCommands(server)
  }

  listen(): void {
    const connection = this.#connection
    connection.onInitialize((asked) => this.#initialize(asked))
    connection.onInitialized(() => this.#initialized())
    connection.onDidChangeConfiguration(({ settings }) => void this.#configure(settings))
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => uri.endsWith(`/${settingsFileName}`))) this.#reread()
      for (const { uri, type } of changes.filter(({ uri }) => uri.endsWith('.rsc'))) {
        const script = type === FileChangeType.Deleted ? undefined : this.#world.script(uri)
        if (script === undefined) this.#texts.forget(uri)
        else this.#texts.store([script])
      }
    })
    this.#open.listen(connection)
    connection.listen()
  }

  /** Stops sending. */
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
      void client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.rsc' }, { globPattern: `**/${settingsFileName}` }],
      })
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

  /** Applies changed settings; requests them from an editor that supports it. */
  async #configure(sent: unknown): Promise<void> {
    const isAsked = this.#capabilities.workspace?.configuration === true
    const settings: unknown = isAsked ? await this.#connection.workspace.getConfiguration('offbox') : sent
    if (settings === null || settings === undefined) return
    this.#take(settings)
    this.#read(this.#folders)
    this.#findings.again()
  }

  #take(sent: unknown): void {
    const { settings, faults } = editorSettingsOf(sent)
    for (const fault of faults) this.#connection.window.showWarningMessage(`offbox: ${fault}`)
    this.#settings = settings
    this.#names.clear()
    this.#texts = this.#freshTexts()
  }

  /** Settings files have changed. */
  #reread(): void {
    this.#world.reread()
    this.#reportedFaults.clear()
    this.#names.clear()
    this.#texts = this.#freshTexts()
    this.#read(this.#folders)
    this.#findings.again()
  }

  #freshTexts(): EditorTexts {
    return new EditorTexts((uri) => checkerFor(this.#namesOf(uri)))
  }

  /** The settings of `offbox.json` for a text; an error in the file is reported once. */
  #settled(uri: string): Local {
    const { settings, fault } = this.#world.settled(uri)
    if (fault !== undefined && !this.#reportedFaults.has(fault)) {
      this.#reportedFaults.add(fault)
      this.#connection.window.showWarningMessage(`offbox: ${fault}`)
    }
    return settings
  }

  #namesOf(uri: string): NamesQuery {
    const settings = settingsFor(this.#settled(uri), this.#settings)
    const key = JSON.stringify([settings.release, settings.packages, settings.facts])
    const known = this.#names.get(key) ?? namesFor(settings, this.#world.names, (path) => this.#world.facts(path))
    this.#names.set(key, known)
    return known
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
