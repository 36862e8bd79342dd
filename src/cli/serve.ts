// Owns `offbox serve`: a device that listens until Ctrl-C, in a separate thread, so that the main thread notices Ctrl-C.
import { Worker } from 'node:worker_threads'
import { scriptSettingsFor } from './config/find-settings.ts'
import { ConsoleCell, deviceThreadLimits, type ConsoleReport, type ConsoleRequest, type ConsoleStart } from './device-messages.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import {
  type DeviceFlags,
  deviceOptions,
  limitOptions,
  nameOptions,
  namesOf,
  releaseOption,
  settingsOptions,
  deviceWithSettings,
} from './shared-options.ts'
import { listenAddressesOf, networkOptions, sshOptions } from './network-options.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

/** Default listening ports: the router's own would need system privileges. */
const defaultPorts = ['www=8080', 'www-ssl=8443', 'api=8728', 'api-ssl=8729']

const options = {
  release: releaseOption('to emulate', 'device', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  ...deviceOptions,
  from: { value: '<file>', about: 'apply an export or a script first; - is standard input; repeatable', several: true },
  ephemeral: { about: 'do not store changes, even with --device' },
  readyFile: { value: '<file>', about: 'once it listens, write the ports as JSON: {"www":8080,"api":8728}; - is standard output' },
  ...limitOptions,
  ...networkOptions,
  ...sshOptions,
  listen: { ...sshOptions.listen, about: `${sshOptions.listen.about} (default: ${defaultPorts.join(', ')})` },
} as const satisfies VerbOptions

/** The verb `serve`: lets clients connect to a device (REST, API, SSH, its web pages) until Ctrl-C or a signal ends it. */
export const verb = declareVerb({
  name: 'serve',
  about: 'serve a device until Ctrl-C: REST, API, SSH and its web pages; its schedulers run',
  options,
  arguments: [],
  examples: [
    ['offbox serve --device lab', 'serve the device stored in lab'],
    [
      'offbox serve --from router.rsc --listen www=0,api=0 --ready-file ports.json',
      'for CI: a device configured from an export, on free ports',
    ],
    ['offbox serve --listen ssh=2222', 'a new device for ssh -p 2222 admin@127.0.0.1'],
  ],
  exits: {
    ok: 'it was ended, and all commands of --from succeeded',
    failed: 'it was ended, and a command of --from had failed',
  },
  run: serve,
})

/**
 * Serves until the user or the system ends it. Returns 1 if a command of `--from` failed. Throws a Complaint if the device cannot be
 * opened, stored, or reached at all.
 */
function serve(given: FlagsOf<typeof options>): Promise<ExitCode> {
  const flags = deviceWithSettings(given, scriptSettingsFor(undefined, given).settings)
  namesOf(flags)
  const control = new Int32Array(new SharedArrayBuffer(8))
  const whole: DeviceFlags = { ...flags, listen: flags.listen ?? listenAddressesOf(defaultPorts) }
  const { from = [], readyFile } = flags
  const start: ConsoleStart = {
    flags: whole,
    width: 80,
    mode: 'serve',
    control,
    reportsRequests: process.stdout.isTTY === true,
    onTerminal: false,
    from: from.map(readScript).map(({ name, text }) => ({ name, text })),
    ephemeral: flags.ephemeral === true,
    readyFile,
  }
  return new Promise((resolve, reject) => {
    const device = new Worker(new URL('./device-thread.js', import.meta.url), { workerData: start, resourceLimits: deviceThreadLimits })
    let asked = 0
    let code: ExitCode = ExitCode.ok
    const stop = (): void => {
      // Interrupts a running script like a console; if the device does not respond, the second Ctrl-C ends everything.
      Atomics.store(control, ConsoleCell.interrupted, 1)
      if (++asked > 1) void device.terminate()
      else device.postMessage({ end: true } satisfies ConsoleRequest)
    }
    process.on('SIGINT', stop).on('SIGTERM', stop)
    device.on('message', (report: ConsoleReport) => {
      if ('fromFailed' in report) code = ExitCode.failed
      if (!('complaint' in report)) return
      const { code: cause, message, hint } = report.complaint
      reject(new Complaint(cause, message, hint))
    })
    device.on('error', reject)
    device.on('exit', () => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve(code)
    })
  })
}
