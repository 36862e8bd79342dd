// Owns `offbox serve`: a device that listens and goes on until Ctrl-C; it lives in a thread beside, so that Ctrl-C is heard.
import { Worker } from 'node:worker_threads'
import { Cell, type Report, type Request, type Start } from './conversation.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { deviceOptions, limitOptions, nameOptions, namesOf, releaseOption, type DeviceFlags } from './names.ts'
import { doorsOf, networkOptions, sshOptions } from './network-options.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'

/** Where services are listened for when nobody says otherwise: the router's own ports are the system's. */
const usualPorts = ['www=8080', 'www-ssl=8443']

const options = {
  release: releaseOption,
  ...nameOptions,
  ...deviceOptions,
  ...limitOptions,
  ...networkOptions,
  ...sshOptions,
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'serve',
  about:
    'listen for www, www-ssl and ssh of a device, and run its schedulers, until Ctrl-C; ' +
    'without --listen on the ports 8080 and 8443 of 127.0.0.1',
  options,
  arguments: [],
  examples: [
    ['offbox serve --device lab', 'its www and www-ssl on 127.0.0.1; Ctrl-C ends it'],
    ['offbox serve --listen ssh=2222', 'a new device for ssh -p 2222 admin@127.0.0.1, sftp and scp'],
  ],
  run: serve,
})

/** Serves until the user or the system ends it. Throws a Complaint where the device cannot be opened, kept, or reached at all. */
function serve(flags: FlagsOf<typeof options>): Promise<ExitCode> {
  namesOf(flags)
  const control = new Int32Array(new SharedArrayBuffer(8))
  const whole: DeviceFlags = { ...flags, listen: flags.listen ?? doorsOf(usualPorts) }
  const start: Start = { flags: whole, width: 80, door: 'serve', control, tells: process.stdout.isTTY === true, isSeen: false }
  return new Promise((resolve, reject) => {
    const device = new Worker(new URL('./console-device.js', import.meta.url), { workerData: start })
    let asked = 0
    const stop = (): void => {
      // A script that is running ends as in a console; where the device does not hear, the second Ctrl-C ends everything.
      Atomics.store(control, Cell.interrupted, 1)
      if (++asked > 1) void device.terminate()
      else device.postMessage({ end: true } satisfies Request)
    }
    process.on('SIGINT', stop).on('SIGTERM', stop)
    device.on('message', (report: Report) => {
      if (!('complaint' in report)) return
      const { code, message, hint } = report.complaint
      reject(new Complaint(code, message, hint))
    })
    device.on('error', reject)
    device.on('exit', () => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve(ExitCode.fine)
    })
  })
}
