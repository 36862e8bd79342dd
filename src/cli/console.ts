// Owns `offbox console`: an interactive console on a device, on a terminal or line by line; the device runs in a separate thread.
import { scriptSettingsFor } from './config/find-settings.ts'
import { LineConsole } from './console/lines.ts'
import { ConsoleThread } from './console/console-thread.ts'
import { TerminalConsole } from './console/terminal.ts'
import type { ExitCode } from './exit-code.ts'
import {
  deviceOptions,
  limitOptions,
  nameOptions,
  namesOf,
  policyOptions,
  releaseOption,
  settingsOptions,
  deviceWithSettings,
} from './shared-options.ts'
import { networkOptions, sshOptions } from './network-options.ts'
import { terminalSize } from './output.ts'
import { wantsColours } from './paint.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

const options = {
  release: releaseOption('to emulate', 'device', 'settings'),
  ...nameOptions,
  ...settingsOptions,
  ...deviceOptions,
  ...policyOptions,
  ...limitOptions,
  ...networkOptions,
  ...sshOptions,
} as const satisfies VerbOptions

/** The verb `console`: opens a console on a terminal, or reads commands from standard input if that is not a terminal. */
export const verb = declareVerb({
  name: 'console',
  about: 'open a console on a device',
  options,
  arguments: [],
  examples: [['offbox console --device lab', 'Tab completes, F1 shows help, Ctrl-D ends']],
  exits: {
    failed: 'with a pipe as input: an entry failed at run time',
    refused: 'with a pipe as input: a device would refuse an entry',
    notModelled: 'with a pipe as input: an entry used a feature that offbox does not model, or a network access that is not allowed',
  },
  run: runConsole,
})

/**
 * Runs the console until the user ends it. Returns 0 on a terminal, else the most severe code of the entries. Throws a Complaint if the
 * device cannot be opened or stored.
 */
function runConsole(given: FlagsOf<typeof options>): Promise<ExitCode> {
  const flags = deviceWithSettings(given, scriptSettingsFor(undefined, given).settings)
  namesOf(flags)
  const onTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true
  return new Promise((resolve, reject) => {
    const link = new ConsoleThread({ flags, width: terminalSize().width, onTerminal }, resolve, reject)
    link.attach(onTerminal ? new TerminalConsole(link, { folder: flags.device, isColoured: wantsColours() }) : new LineConsole(link))
  })
}
