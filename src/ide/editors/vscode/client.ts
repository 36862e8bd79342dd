// Owns the extension of VS Code: it starts the server that it brings (or one that the settings name), the debugger beside it, and shows
// what commands print.
import { commands, window, workspace, type ExtensionContext, type OutputChannel } from 'vscode'
import { LanguageClient, type Executable, type ServerOptions } from 'vscode-languageclient/node'
import { debugging, type Launch } from './debug.ts'

let client: LanguageClient | undefined

/** What a command of the server returns (src/ide/lsp/commands.ts). */
interface Said {
  readonly code: number
  readonly output: string
}

const isSaid = (value: unknown): value is Said => typeof value === 'object' && value !== null && 'output' in value && 'code' in value

/** The process of the editor: its Node, and its environment. `.vsix.mjs` hands it in. */
export interface EditorProcess {
  readonly node: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Called by the editor when a script is opened. */
export async function activate(context: ExtensionContext, around: EditorProcess): Promise<void> {
  const output = window.createOutputChannel('offbox')
  const settings = workspace.getConfiguration('offbox')
  const clientOptions = {
    documentSelector: [{ language: 'routeros' }],
    initializationOptions: { ...settings },
    synchronize: { configurationSection: 'offbox' },
    middleware: {
      async executeCommand(command: string, args: unknown[], next: (command: string, args: unknown[]) => unknown): Promise<unknown> {
        // A script runs as it is stored.
        await workspace.saveAll(false)
        const said: unknown = await next(command, args)
        if (isSaid(said)) show(output, said)
        return said
      },
    },
  }
  client = new LanguageClient('offbox', 'offbox', serverOf(context, settings.get('path', ''), around), clientOptions)
  context.subscriptions.push(
    output,
    commands.registerCommand('offbox.restart', () => client?.restart()),
    ...debugging(() => startOf(context, workspace.getConfiguration('offbox').get('path', ''), 'dap', around)),
  )
  await client.start()
}

/** Called by the editor when it ends. */
export const deactivate = (): Promise<void> | undefined => client?.stop()

/** How a verb is started: of the offbox that comes with the extension, by the editor's own Node; or of the command of the settings. */
function startOf(context: ExtensionContext, path: string, verb: 'lsp' | 'dap', { node }: EditorProcess): Launch {
  if (path !== '') return { command: path, args: [verb] }
  const env = { ELECTRON_RUN_AS_NODE: '1' }
  return { command: node, args: [context.asAbsolutePath('server/offbox.cjs'), verb], env }
}

function serverOf(context: ExtensionContext, path: string, around: EditorProcess): ServerOptions {
  const { command, args, env } = startOf(context, path, 'lsp', around)
  // Without a transport: with one the client adds an argument of its own (`--stdio`).
  return { command, args: [...args], options: { env: { ...around.env, ...env } } } satisfies Executable
}

function show(channel: OutputChannel, { code, output }: Said): void {
  channel.clear()
  channel.append(output)
  if (code !== 0) channel.appendLine(`(ended with ${code})`)
  channel.show(true)
}
