// Owns the VS Code extension: starts its bundled server (or the one in the settings) and the debugger, and shows the output of commands.
import { commands, window, workspace, type ExtensionContext, type OutputChannel } from 'vscode'
import { LanguageClient, type Executable, type ServerOptions } from 'vscode-languageclient/node'
import { debugging, type AdapterCommand } from './debug.ts'

let client: LanguageClient | undefined

/** The result of a server command (src/ide/lsp/commands.ts). */
interface CommandResult {
  readonly code: number
  readonly output: string
}

const isCommandResult = (value: unknown): value is CommandResult =>
  typeof value === 'object' && value !== null && 'output' in value && 'code' in value

/** The editor's process: its Node, and its environment. `.vsix.mjs` passes it in. */
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
        // Saved first: a script runs as stored.
        await workspace.saveAll(false)
        const result: unknown = await next(command, args)
        if (isCommandResult(result)) show(output, result)
        return result
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

/** How a verb is started: the bundled offbox with the editor's own Node, or the command in the settings. */
function startOf(context: ExtensionContext, path: string, verb: 'lsp' | 'dap', { node }: EditorProcess): AdapterCommand {
  if (path !== '') return { command: path, args: [verb] }
  const env = { ELECTRON_RUN_AS_NODE: '1' }
  return { command: node, args: [context.asAbsolutePath('server/offbox.cjs'), verb], env }
}

function serverOf(context: ExtensionContext, path: string, around: EditorProcess): ServerOptions {
  const { command, args, env } = startOf(context, path, 'lsp', around)
  // No transport is set: with one the client would add an argument (`--stdio`).
  return { command, args: [...args], options: { env: { ...around.env, ...env } } } satisfies Executable
}

function show(channel: OutputChannel, { code, output }: CommandResult): void {
  channel.clear()
  channel.append(output)
  if (code !== 0) channel.appendLine(`(ended with ${code})`)
  channel.show(true)
}
