// Owns the connection to the thread of a console's device: requests to it, and reports from it.
import { Worker } from 'node:worker_threads'
import {
  ConsoleCell,
  deviceThreadLimits,
  type TerminalReply,
  type ConsoleReport,
  type ConsoleRequest,
  type ConsoleStart,
} from '../device-messages.ts'
import { Complaint, ExitCode } from '../exit-code.ts'
import type { DeviceFlags } from '../shared-options.ts'
import { writeMessage } from '../output.ts'

/** The user interface of a console. */
export interface ConsoleFront {
  /** Shows a report of the device. */
  report(report: Exclude<ConsoleReport, { complaint: unknown }>): void
  /** The exit code when the device has ended. */
  readonly code: ExitCode
  /** The device has ended. */
  close(): void
}

/** The main thread's end of the connection. */
export class ConsoleThread {
  readonly #control = new Int32Array(new SharedArrayBuffer(12))
  readonly #device: Worker
  #impatience = 0
  /** Whether the device was ever ready, so that there is one to store. */
  #opened = false

  /** `done` is called with the exit code when the device has ended, `failed` with a Complaint or the thread's error. */
  constructor(
    start: { readonly flags: DeviceFlags; readonly width: number; readonly onTerminal: boolean },
    done: (code: ExitCode) => void,
    failed: (error: unknown) => void,
  ) {
    const data: ConsoleStart = { ...start, mode: 'console', control: this.#control, reportsRequests: false }
    this.#device = new Worker(new URL('./device-thread.js', import.meta.url), { workerData: data, resourceLimits: deviceThreadLimits })
    this.#device.on('message', (report: ConsoleReport) => {
      if ('complaint' in report) {
        const { code, message, hint } = report.complaint
        failed(new Complaint(code, message, hint))
        this.end()
        this.#front?.close()
        return
      }
      if ('ready' in report) {
        this.#opened = true
        this.#impatience = 0
      }
      this.#front?.report(report)
    })
    this.#device.on('error', failed)
    this.#device.on('exit', () => {
      this.#front?.close()
      done(this.#front?.code ?? ExitCode.ok)
    })
  }

  #front: ConsoleFront | undefined

  /** Sets the user interface, which is created after the link. */
  attach(front: ConsoleFront): void {
    this.#front = front
  }

  send(request: ConsoleRequest): void {
    this.#device.postMessage(request)
  }

  /** Sends the user's reply to the device. */
  reply(value: TerminalReply['value']): void {
    this.#device.postMessage({ value } satisfies TerminalReply)
    Atomics.store(this.#control, ConsoleCell.answered, 1)
    Atomics.notify(this.#control, ConsoleCell.answered)
  }

  /** Stops the running entry. A single long operation (an 8192-bit key) does not notice it: the third interrupt ends the console. */
  interrupt(): void {
    Atomics.store(this.#control, ConsoleCell.interrupted, 1)
    this.#impatience += 1
    if (this.#impatience === 2) writeMessage('still busy; another Ctrl-C ends the console, and the changes of this entry are lost\n')
    if (this.#impatience > 2) void this.#device.terminate()
  }

  /** The terminal was resized: applies from the next entry on. */
  resize(width: number): void {
    Atomics.store(this.#control, ConsoleCell.width, width)
  }

  /** Stores the device and ends its thread. */
  end(): void {
    if (this.#opened) this.send({ end: true })
  }
}
