// Owns the tests of the VS Code extension without VS Code: bundled as it is packed, and loaded with a stub of the editor's modules. The
// server and the debug adapter that it registers are started and must answer.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { containing } from '../harness/expected.ts'
import { top } from '../harness/sources.ts'

const sources = join(top, 'src', 'ide', 'editors', 'vscode')

/** A program that the extension starts. */
interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly options?: { readonly env?: Readonly<Record<string, string | undefined>> }
}

/** What the extension registered in the editor. */
interface Seen {
  readonly commands: Map<string, () => unknown>
  readonly factories: Map<string, { createDebugAdapterDescriptor(): Program }>
  readonly providers: Map<string, Provider>
  readonly clients: { readonly id: string; readonly server: Program; started: boolean }[]
  settings: Readonly<Record<string, string>>
}

type Configuration = Readonly<Record<string, unknown>>
interface Provider {
  provideDebugConfigurations(): readonly Configuration[]
  resolveDebugConfiguration(folder: undefined, given: Configuration): Configuration
  resolveDebugConfigurationWithSubstitutedVariables(folder: undefined, given: Configuration): Configuration
}
interface Extension {
  activate(context: object, around: object): Promise<void>
  deactivate(): Promise<void> | undefined
}

/** The stub of the editor's modules, as far as the extension uses them. */
function standIn(seen: Seen): Readonly<Record<string, object>> {
  const nothing = { dispose: () => undefined }
  class LanguageClient {
    readonly #made: Seen['clients'][number]
    constructor(id: string, _name: string, server: Program) {
      this.#made = { id, server, started: false }
      seen.clients.push(this.#made)
    }
    start(): Promise<void> {
      this.#made.started = true
      return Promise.resolve()
    }
    stop(): Promise<void> {
      this.#made.started = false
      return Promise.resolve()
    }
  }
  class DebugAdapterExecutable {
    readonly command: string
    readonly args: readonly string[]
    readonly options: object | undefined
    constructor(command: string, args: readonly string[], options?: object) {
      this.command = command
      this.args = args
      this.options = options
    }
  }
  const vscode = {
    DebugAdapterExecutable,
    DebugConfigurationProviderTriggerKind: { Initial: 1, Dynamic: 2 },
    window: { createOutputChannel: () => nothing },
    workspace: {
      getConfiguration: () => ({ ...seen.settings, get: (name: string, usual: string) => seen.settings[name] ?? usual }),
      saveAll: () => Promise.resolve(true),
    },
    commands: {
      registerCommand(name: string, act: () => unknown) {
        seen.commands.set(name, act)
        return nothing
      },
    },
    debug: {
      registerDebugAdapterDescriptorFactory(type: string, factory: { createDebugAdapterDescriptor(): Program }) {
        seen.factories.set(type, factory)
        return nothing
      },
      registerDebugConfigurationProvider(type: string, provider: Provider) {
        seen.providers.set(type, provider)
        return nothing
      },
    },
  }
  return { vscode, 'vscode-languageclient/node': { LanguageClient } }
}

let code = ''
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(sources, 'client.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'vscode-languageclient/node'],
    write: false,
  })
  code = outputFiles[0]?.text ?? ''
}, 120_000)

/** Activates the extension in an editor with these settings. */
async function activated(settings: Seen['settings'] = {}): Promise<{ readonly seen: Seen; readonly extension: Extension }> {
  const seen: Seen = { commands: new Map(), factories: new Map(), providers: new Map(), clients: [], settings }
  const modules = standIn(seen)
  const module: { exports: Partial<Extension> } = { exports: {} }
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- as the editor's loader does it
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => modules[name])
  const { activate, deactivate } = module.exports
  if (activate === undefined || deactivate === undefined) throw new Error('the bundle exports no extension')
  const context = { subscriptions: [], asAbsolutePath: (path: string) => join(top, path.replace(/^server/, 'dist')) }
  await activate(context, { node: process.execPath, env: process.env })
  return { seen, extension: { activate, deactivate } }
}

/** Starts a program, sends it one message with a header, and returns the first message of its response. */
function firstAnswer({ command, args, options }: Program, message: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...options?.env }, stdio: ['pipe', 'pipe', 'ignore'] })
    let out = ''
    let answer: unknown
    child.stdout.setEncoding('latin1').on('data', (text: string) => {
      out += text
      const [head = '', length] = /^Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/.exec(out) ?? []
      if (length === undefined || answer !== undefined || out.length < head.length + Number(length)) return
      answer = JSON.parse(Buffer.from(out.slice(head.length, head.length + Number(length)), 'latin1').toString())
      child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => resolve(answer))
    const body = JSON.stringify(message)
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  })
}

describe('the VS Code extension', () => {
  it('starts its bundled server with the node of the editor, and stops it', async () => {
    const { seen, extension } = await activated()
    const [client] = seen.clients
    expect(client).toMatchObject({
      id: 'offbox',
      started: true,
      server: { command: process.execPath, args: [containing('offbox.cjs'), 'lsp'] },
    })
    const params = { processId: null, rootUri: null, capabilities: {} }
    const answer = await firstAnswer(client?.server ?? { command: '', args: [] }, { jsonrpc: '2.0', id: 1, method: 'initialize', params })
    expect(answer).toMatchObject({ id: 1, result: { capabilities: { hoverProvider: true, completionProvider: {} } } })
    await extension.deactivate()
    expect(client?.started).toBe(false)
  }, 120_000)

  it('starts its bundled debug adapter', async () => {
    const { seen } = await activated()
    const program = seen.factories.get('offbox')?.createDebugAdapterDescriptor()
    const initialize = { seq: 1, type: 'request', command: 'initialize', arguments: { adapterID: 'offbox', pathFormat: 'path' } }
    expect(await firstAnswer(program ?? { command: '', args: [] }, initialize)).toMatchObject({
      type: 'response',
      success: true,
      body: { supportsConditionalBreakpoints: true, supportsLogPoints: true },
    })
  }, 120_000)

  it('starts the command of the settings instead', async () => {
    const { seen } = await activated({ path: '/opt/offbox' })
    expect(seen.clients[0]?.server).toMatchObject({ command: '/opt/offbox', args: ['lsp'] })
    expect(seen.factories.get('offbox')?.createDebugAdapterDescriptor()).toMatchObject({ command: '/opt/offbox', args: ['dap'] })
  })

  it('completes a launch configuration from the settings, and converts a case number', async () => {
    const { seen } = await activated({ release: '7.16' })
    const provider = seen.providers.get('offbox')
    expect(provider?.resolveDebugConfiguration(undefined, {})).toEqual({
      type: 'offbox',
      request: 'launch',
      name: 'RouterOS: this script',
      program: '${file}',
      release: '7.16',
    })
    const own = { type: 'offbox', program: 'a.rsc', release: '6.49' }
    expect(provider?.resolveDebugConfiguration(undefined, own)).toEqual(own)
    expect(provider?.resolveDebugConfigurationWithSubstitutedVariables(undefined, { ...own, case: '12' })).toEqual({
      type: 'offbox',
      program: 'a.rsc',
      release: '6.49',
      case: 12,
    })
  })

  it('registers what its manifest contributes, and the manifest describes every launch attribute', async () => {
    const manifest = readFileSync(join(sources, 'extension.json'), 'utf8')
    const { seen } = await activated()
    const contributed = [...manifest.matchAll(/"command": "(offbox\.\w+)"/g)].map(([, name]) => name)
    expect([...seen.commands.keys()].toSorted()).toEqual(contributed.toSorted())
    expect(manifest).toContain('"type": "offbox"')
    const ready = seen.providers.get('offbox')?.provideDebugConfigurations() ?? []
    expect(ready.length).toBe(3)
    for (const name of new Set(ready.flatMap((one) => Object.keys(one))))
      if (!['type', 'request', 'name'].includes(name)) expect(manifest).toContain(`"${name}": {`)
  })
})
