// Owns the extension's debugger: `offbox dap` is its adapter, and defaults of launch configurations come from the settings.
import {
  DebugAdapterExecutable,
  DebugConfigurationProviderTriggerKind,
  commands,
  debug,
  window,
  workspace,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type Disposable,
} from 'vscode'

/** The type of launch configurations, as extension.json contributes it. */
const type = 'offbox'

/** A program with its arguments, and additional environment variables. */
export interface AdapterCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Record<string, string>
}

/** Settings that are defaults of a launch configuration. */
const settings = ['release', 'packages', 'board', 'facts'] as const

const here: DebugConfiguration = { type, request: 'launch', name: 'RouterOS: this script', program: '${file}' }
const ready: readonly DebugConfiguration[] = [
  here,
  { ...here, name: 'RouterOS: this script, from its first statement', stopOnEntry: true },
  { ...here, name: 'RouterOS: the case at the cursor', case: '${lineNumber}' },
]

const provider: DebugConfigurationProvider = {
  provideDebugConfigurations: () => [...ready],
  /** The configuration is empty if the user starts debugging without a launch.json: then the current script is debugged. */
  resolveDebugConfiguration(_folder, given) {
    const configuration = given.type === undefined || given.type === '' ? { ...here } : { ...given }
    const set = workspace.getConfiguration('offbox')
    for (const name of settings) {
      const value = set.get(name, '')
      if (configuration[name] === undefined && value !== '') configuration[name] = value
    }
    return configuration
  },
  /** `${lineNumber}` is a text, but a case is selected by a number. */
  resolveDebugConfigurationWithSubstitutedVariables: (_folder, given) =>
    typeof given['case'] === 'string' && /^\d+$/.test(given['case']) ? { ...given, case: Number(given['case']) } : given,
}

/** Registers it; `start` returns how the adapter is started. */
export const debugging = (start: () => AdapterCommand): readonly Disposable[] => [
  debug.registerDebugAdapterDescriptorFactory(type, {
    createDebugAdapterDescriptor() {
      const { command, args, env } = start()
      return new DebugAdapterExecutable(command, [...args], env === undefined ? undefined : { env })
    },
  }),
  debug.registerDebugConfigurationProvider(type, provider),
  debug.registerDebugConfigurationProvider(type, provider, DebugConfigurationProviderTriggerKind.Dynamic),
  commands.registerCommand('offbox.advance', advance),
]

/** Advances the clock of the debugged device. */
async function advance(): Promise<void> {
  const session = debug.activeDebugSession
  if (session?.type !== type) return
  const time = await window.showInputBox({
    prompt: 'The time by which to advance the clock of the device',
    value: '1d',
    placeHolder: '1d, 12:00:00, 90m',
  })
  if (time !== undefined && time !== '') await session.customRequest('offbox/advance', { time })
}
