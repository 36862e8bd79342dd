// Owns `offbox run`: runs scripts in sequence on one device.
import { exportedBy } from '../schema/export-header.ts'
import type { Router } from '../device/router.ts'
import { fromBytes } from '../text/bytes.ts'
import { formatDateTime } from '../value/date.ts'
import type { Source } from '../text/source.ts'
import { scriptSettingsFor } from './config/find-settings.ts'
import { isExport, openFor, runAndReport, type FileOutput } from './configure.ts'
import type { OpenDevice } from './device.ts'
import { dryRunText } from './dry-run.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { nanosecondsOf } from './limit.ts'
import { hintFor } from './hint.ts'
import { interrupts } from './interrupt.ts'
import { readScript } from './input.ts'
import {
  type DeviceFlags,
  deviceOptions,
  limitOptions,
  nameOptions,
  policyOptions,
  releaseOption,
  settingsOptions,
  deviceWithSettings,
} from './shared-options.ts'
import { networkOptions } from './network-options.ts'
import { isTerminal, outputTo, writeMessage, terminalSize } from './output.ts'
import { progressOn } from './progress.ts'
import { logTo, reportOpened } from './served.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

const options = {
  release: releaseOption('to emulate', 'device', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  ...deviceOptions,
  ...policyOptions,
  ...limitOptions,
  ...networkOptions,
  until: {
    value: '<time>',
    about: 'simulate time: waits end at once, and the clock runs on for this long after the scripts: 90d',
    parse: nanosecondsOf,
  },
  dryRun: {
    about: 'print the changes as diff does, users, certificates and files by name, and store nothing; network requests are still sent',
  },
} as const satisfies VerbOptions

/** The verb `run`: runs scripts and applies exports, in sequence, on one device. */
export const verb = declareVerb({
  name: 'run',
  about: 'run scripts and apply exports on a simulated device',
  options,
  arguments: [{ name: '<file...>', about: 'scripts and exports, run in this order; - is standard input' }],
  examples: [
    ['offbox run setup.rsc', 'run a script on a new device in memory'],
    ['offbox run --device lab pki.rsc', '... on a device stored in the folder lab'],
    ['offbox run --dry-run --device lab pki.rsc', 'show what it would change there'],
    ["echo ':put [/system/identity/get name]' | offbox run -", ''],
  ],
  exits: {
    failed: 'a script failed at run time, or a device refuses a command of an export (the others are applied)',
    refused: 'a device would refuse a script',
    notModelled:
      'a script used a feature that offbox does not model, or a network access that is not allowed, even if it caught the failure',
  },
  run,
})

/**
 * Runs each file to its end; the first failure ends the run. 3 if a script caught a failure of an unmodelled feature and nothing worse
 * happened. Changes before the failed command remain, as on a device.
 */
function run(files: readonly string[], { until, dryRun: dry, ...given }: FlagsOf<typeof options>): ExitCode {
  const flags = deviceWithSettings(given, scriptSettingsFor(files[0], given).settings)
  if (flags.listen?.has('ssh') === true)
    throw new Complaint(ExitCode.usage, 'run does not listen for ssh', 'offbox serve and offbox console do')
  const sources = files.map(readScript)
  const output = outputTo(isTerminal('out'))
  const interrupt = interrupts()
  const openedDevice = openFor(sources, flags, {
    flush() {
      output.flush()
      interrupt.listen()
    },
    interrupted: interrupt.isPressed,
    width: terminalSize().width,
    ...(until === undefined ? {} : { leaping: true }),
    ...(dry === true ? { dry } : {}),
    opened: reportOpened(false),
  })
  reportRelease(sources, flags, openedDevice)
  const filesBefore = dry === true ? openedDevice.device.router.files.list() : []
  const fileOutput: FileOutput = {
    write: (bytes) => output.write(bytes),
    onTerminal: isTerminal('out'),
    ended() {
      openedDevice.save()
      output.flush()
    },
  }
  let worst: ExitCode = ExitCode.ok
  try {
    for (const source of sources) {
      const { code, continues } = runAndReport(source, openedDevice, fileOutput)
      if (interrupt.isPressed()) return ExitCode.interrupted
      if (!continues) return code
      if (code !== ExitCode.ok) worst = code
      // A device that reboots or shuts down runs no further file.
      if (openedDevice.device.router.halted !== undefined) break
    }
    if (until !== undefined && openedDevice.device.router.halted !== 'shutdown') advanceClock(openedDevice, until)
    if (reportWaiting(openedDevice)) worst = ExitCode.notModelled
    return interrupt.isPressed() ? ExitCode.interrupted : worst
  } finally {
    if (dry === true) output.write(dryRunText(openedDevice, filesBefore))
    output.flush()
    openedDevice.close()
  }
}

/** Advances the device's clock: schedulers run at their times, and failures in the log are reported. */
function advanceClock({ device: { router }, save }: OpenDevice, ns: bigint): void {
  const log = logTo(router)
  reportExpiring(router, ns)
  try {
    pass(router, ns)
  } finally {
    save()
  }
  log()
}

/** Reports before the clock leaps which external items will have expired, since external clocks do not advance. */
function reportExpiring(router: Router, ns: bigint): void {
  const until = router.host.clock.now() + ns
  const over = router.agenda.expiring.filter(({ ends }) => ends < until)
  for (const { what, by, ends } of over) {
    const at = formatDateTime(router.local(ends), 'iso')
    line(fromBytes(`warning: ${what} expires at ${at}, within the simulated time, but the clock of ${by} does not advance with it`))
  }
  if (over.length > 0)
    line('  help: the device requests a new one, but that is dated by the clock of the server, so it counts as expired on this device')
}

/** Shows the progress of time in percent on a terminal. */
function pass({ agenda }: Router, ns: bigint): void {
  if (!isTerminal('error')) return void agenda.wait(ns)
  const progress = progressOn('error', () => performance.now())
  for (let part = 1n; part <= 100n; part++) {
    if (!agenda.wait((ns * part) / 100n - (ns * (part - 1n)) / 100n)) break
    progress.show(`time passes: ${part} of 100, ${agenda.done} things done `)
  }
  progress.clear()
}

/**
 * Reports operations that still wait for the network; returns whether one lacks the user's permission. The device resumes them at its next
 * wait.
 */
function reportWaiting({ device: { router }, names }: OpenDevice): boolean {
  const { waiting } = router.agenda
  for (const { what, state, next, cause } of waiting) {
    const again = next === undefined ? 'and is not tried again' : `and is tried again at ${formatDateTime(router.local(next), 'iso')}`
    const hint = hintFor({ cause }, names.release)
    line(`warning: ${fromBytes(`${what}: ${state}`)}; it has not succeeded ${again}${hint === undefined ? '' : `\n  help: ${hint}`}`)
  }
  if (waiting.some(({ next }) => next !== undefined))
    line('  help: a device continues in the background; offbox does with --until TIME, `offbox serve`, or while a script waits (:delay)')
  return waiting.some(({ cause }) => cause?.kind === 'not-allowed')
}

const line = (text: string): void => writeMessage(`${text}\n`)

/** Reports on a terminal which release a file selected. Logs of programs stay clean. */
function reportRelease(sources: readonly Source[], flags: DeviceFlags, { names }: OpenDevice): void {
  const writer = sources.find(isExport)
  if (!isTerminal('error') || flags.release !== undefined || writer === undefined) return
  if (exportedBy(writer.text) === names.release) writeMessage(`RouterOS ${names.release}, which wrote ${writer.name}\n`)
}
