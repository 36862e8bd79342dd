// Owns an editor for tests of the debugger: it starts `offbox dap` and uses the client of VS Code's test support.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { DebugClient } from '@vscode/debugadapter-testsupport'
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Launch } from '../../../src/ide/dap/messages.ts'
import { removeFolder } from '../../harness/remove-folder.ts'
import { speakAlone, speakShared } from '../../harness/shared-protocol.ts'

/** The setup before the program starts. */
export interface Setting {
  /** Breakpoints in the program; those in other files by name. */
  readonly lines?: readonly DebugProtocol.SourceBreakpoint[]
  readonly elsewhere?: Readonly<Record<string, readonly DebugProtocol.SourceBreakpoint[]>>
  readonly functions?: readonly DebugProtocol.FunctionBreakpoint[]
  readonly data?: readonly DebugProtocol.DataBreakpoint[]
  readonly filters?: readonly string[]
  /** Whether `offbox dap` runs in a separate process. */
  readonly isAlone?: boolean
}

/** A debug session: the client of the protocol, and short forms of its requests. */
export interface Editor {
  readonly client: DebugClient
  /** The lines to which the program's breakpoints moved; undefined for a breakpoint without a statement. */
  readonly verified: readonly (number | undefined)[]
  /** The output so far of a category. */
  printed(category: string): string
  path(name: string): string
  /** Runs an action, and resolves with the next stop of the program: `step $f:3 < a.rsc:7`; or `ended 0`. */
  after(act: () => Promise<unknown>): Promise<string>
  next(): Promise<string>
  into(): Promise<string>
  out(): Promise<string>
  go(): Promise<string>
  /** The variables of a scope: `a=1 b=2`. */
  scope(name: string): Promise<string>
  reference(scope: string): Promise<number>
  value(expression: string, context?: string): Promise<string>
  end(): Promise<number | null>
}

/** A client of a running process. */
class Client extends DebugClient {
  constructor(output: Readable, input: Writable) {
    super('', '', 'offbox')
    // The default is five seconds; the limit of the test ends a hang.
    this.defaultTimeout = 120_000
    this.connect(output, input)
  }
}

/** Writes files into a temporary folder and debugs `program`, one of them. Resolves with the first stop. */
export async function debug(
  files: Readonly<Record<string, string>>,
  { program = 'a.rsc', ...launch }: Partial<Launch> = {},
  { lines = [], elsewhere = {}, functions, data, filters = [], isAlone = false }: Setting = {},
): Promise<{ readonly editor: Editor; readonly first: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-dap-'))
  const path = (name: string): string => join(folder, name)
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text)
  const { input, output, exit } = isAlone ? speakAlone(['dap']) : await speakShared(['dap'])
  const client = new Client(output, input)
  const printed = new Map<string, string>()
  client.on('output', ({ body: { category = '', output } }: DebugProtocol.OutputEvent) => {
    printed.set(category, (printed.get(category) ?? '') + output)
  })
  const halt = (): Promise<string> =>
    new Promise((resolve) => {
      client.once('stopped', (event: DebugProtocol.StoppedEvent) => {
        const { reason, text = '' } = event.body
        void client.stackTraceRequest({ threadId: 1 }).then(({ body: { stackFrames } }) => {
          const places = stackFrames.map(({ name, line }) => `${name}:${line}`).join(' < ')
          resolve(`${reason} ${places}${text === '' ? '' : ` (${text})`}`)
        })
      })
      client.once('exited', (event: DebugProtocol.ExitedEvent) => resolve(`ended ${event.body.exitCode}`))
    })
  const after = async (act: () => Promise<unknown>): Promise<string> => {
    const halted = halt()
    await act()
    return halted
  }
  const reference = async (scope: string): Promise<number> => {
    const { body } = await client.scopesRequest({ frameId: 1 })
    return body.scopes.find(({ name }) => name === scope)?.variablesReference ?? 0
  }
  await client.initializeRequest()
  const ready = client.waitForEvent('initialized')
  const { export: configuration, device, files: brought, ...others } = launch
  const launching: DebugProtocol.LaunchRequestArguments & Launch = {
    ...others,
    program: path(program),
    ...(configuration === undefined ? {} : { export: path(configuration) }),
    ...(device === undefined ? {} : { device: path(device) }),
    ...(brought === undefined ? {} : { files: brought.map(path) }),
  }
  await Promise.all([ready, client.launchRequest(launching)])
  const { body } = await client.setBreakpointsRequest({ source: { path: path(program) }, breakpoints: [...lines] })
  for (const [name, list] of Object.entries(elsewhere))
    await client.setBreakpointsRequest({ source: { path: path(name) }, breakpoints: [...list] })
  if (functions !== undefined) await client.setFunctionBreakpointsRequest({ breakpoints: [...functions] })
  if (data !== undefined) await client.send('setDataBreakpoints', { breakpoints: data })
  await client.setExceptionBreakpointsRequest({ filters: [...filters] })
  const first = await after(() => client.configurationDoneRequest())
  const editor: Editor = {
    client,
    verified: body.breakpoints.map(({ verified, line }) => (verified ? line : undefined)),
    printed: (category) => printed.get(category) ?? '',
    path,
    after,
    next: () => after(() => client.nextRequest({ threadId: 1 })),
    into: () => after(() => client.stepInRequest({ threadId: 1 })),
    out: () => after(() => client.stepOutRequest({ threadId: 1 })),
    go: () => after(() => client.continueRequest({ threadId: 1 })),
    async scope(name) {
      const { body } = await client.variablesRequest({ variablesReference: await reference(name) })
      return body.variables.map((one) => `${one.name}=${one.value}`).join(' ')
    },
    reference,
    async value(expression, context = 'watch') {
      try {
        return (await client.evaluateRequest({ expression, frameId: 1, context })).body.result
      } catch (error) {
        return `! ${error instanceof Error ? error.message : String(error)}`
      }
    },
    async end() {
      await client.disconnectRequest()
      removeFolder(folder)
      return exit
    },
  }
  return { editor, first }
}
