// Owns the line to the thread of a console's device: what is sent to it, and what it says to the one who shows it.
import { Worker } from 'node:worker_threads'
import { Cell, roomy, type TerminalAnswer, type Report, type Request, type ConsoleStart } from '../conversation.ts'
import { Complaint } from '../exit-code.ts'
import type { DeviceFlags } from '../names.ts'
import { tell } from '../output.ts'

/** Who shows a console to its user. */
export interface Front {
  /** The device has something to say. */
  report(report: Exclude<Report, { complaint: unknown }>): void
  /** The device has ended. */
  close(): void
}

export class Link {
  readonly #control = new Int32Array(new SharedArrayBuffer(12))
  readonly #device: Worker
  #impatience = 0
  /** Whether the device has been ready once: there is one to be kept. */
  #opened = false

  /** `done` is called when the device has ended, `failed` with a Complaint or what the thread threw. */
  constructor(
    start: { readonly flags: DeviceFlags; readonly width: number; readonly isSeen: boolean },
    done: () => void,
    failed: (error: unknown) => void,
  ) {
    const data: ConsoleStart = { ...start, door: 'console', control: this.#control, tells: false }
    this.#device = new Worker(new URL('./device-thread.js', import.meta.url), { workerData: data, resourceLimits: roomy })
    this.#device.on('message', (report: Report) => {
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
      done()
    })
  }

  #front: Front | undefined

  /** Who is told; messages come later than the making. */
  attach(front: Front): void {
    this.#front = front
  }

  send(request: Request): void {
    this.#device.postMessage(request)
  }

  /** Answers what the device waits for. */
  reply(value: TerminalAnswer['value']): void {
    this.#device.postMessage({ value } satisfies TerminalAnswer)
    Atomics.store(this.#control, Cell.answered, 1)
    Atomics.notify(this.#control, Cell.answered)
  }

  /**
   * Stops the entry that runs. What takes long inside one command (a key of 8192 bits) is not heard: the third one ends the console
   * with it.
   */
  interrupt(): void {
    Atomics.store(this.#control, Cell.interrupted, 1)
    this.#impatience += 1
    if (this.#impatience === 2) tell('still busy; Ctrl-C again ends the console and loses what this entry did\n')
    if (this.#impatience > 2) void this.#device.terminate()
  }

  /** The terminal has another width: what is printed from the next entry on has it, too. */
  resize(width: number): void {
    Atomics.store(this.#control, Cell.width, width)
  }

  /** Keeps the device and ends its thread. */
  end(): void {
    if (this.#opened) this.send({ end: true })
  }
}
