// Owns an editor for tests: the server runs in the same process, and is used through its protocol.
import { PassThrough } from 'node:stream'
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node'
import type { Diagnostic, InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver-protocol'
import { serveEditor } from '../../src/ide/lsp/server.ts'
import { inspectorHere } from '../../src/ide/lsp/inspector.ts'
import type { StoredScript } from '../../src/ide/lsp/texts.ts'
import type { Local } from '../../src/settings/settings.ts'

/** A session of an editor. */
export interface Editor {
  readonly connection: ProtocolConnection
  readonly capabilities: InitializeResult['capabilities']
  open(uri: string, text: string): Promise<void>
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): Promise<void>
  /** Resolves with the next findings that the server sends for a text. */
  pushed(uri: string): Promise<readonly Diagnostic[]>
  /** Stores a script of the workspace, and notifies the server as an editor does. */
  store(script: StoredScript): Promise<void>
  end(): Promise<void>
}

/** Starts a server and an editor with the settings `options`. `scripts` are in the workspace; `settled` are the settings from files. */
export async function editor(
  options: object = {},
  scripts: readonly StoredScript[] = [],
  capabilities: object = {},
  settled: (uri: string) => Local = () => ({}),
): Promise<Editor> {
  const stored = new Map(scripts.map((script) => [script.uri, script]))
  const toServer = new PassThrough()
  const toEditor = new PassThrough()
  const served = serveEditor({
    input: toServer,
    output: toEditor,
    names: {},
    scripts: () => [...stored.values()],
    script: (uri) => stored.get(uri),
    facts: () => undefined,
    settled: (uri) => ({ settings: settled(uri) }),
    reread: () => undefined,
    inspector: inspectorHere({}),
    run: (verb, uri) => Promise.resolve({ code: 0, output: `${verb} ${uri}` }),
    pageOf: (code) => `https://example.org/${code}`,
    later(time, task) {
      const timer = setTimeout(task, time)
      return () => clearTimeout(timer)
    },
    version: '0',
  })
  const connection = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer))
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>()
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) =>
    waiting.get(uri)?.(diagnostics),
  )
  connection.listen()
  const asked = { processId: null, rootUri: 'file:///work', capabilities, initializationOptions: options }
  const { capabilities: offered }: InitializeResult = await connection.sendRequest('initialize', asked)
  await connection.sendNotification('initialized', {})
  return {
    connection,
    capabilities: offered,
    store(script) {
      stored.set(script.uri, script)
      return connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: script.uri, type: 2 }] })
    },
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'routeros', version: 1, text } }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }),
    pushed: (uri) => new Promise((resolve) => waiting.set(uri, resolve)),
    async end() {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      toServer.end()
      await served
      connection.dispose()
    },
  }
}
