// Owns `offbox console`: the prompt, history, entries of several lines, Ctrl-C and Ctrl-D; the device is in a thread beside.
import { createInterface, type Interface } from 'node:readline'
import { Writable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { unfinished } from '../syntax/brackets.ts'
import { toBytes } from '../text/bytes.ts'
import { Cell, type Answer, type Report, type Request, type Start } from './conversation.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { deviceOptions, limitOptions, nameOptions, namesOf, policyOptions, releaseOption, type DeviceFlags } from './names.ts'
import { networkOptions } from './network-options.ts'
import { declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { draw, tell } from './output.ts'

const standardWidth = 80
const historyLength = 1000

const options = {
  release: releaseOption,
  ...nameOptions,
  ...deviceOptions,
  ...policyOptions,
  ...limitOptions,
  ...networkOptions,
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'console',
  about: 'a console on a device; exits with 0 however its commands ended, 73 where the device cannot be opened or kept',
  options,
  arguments: [],
  examples: [['offbox console --device lab', 'a prompt; Ctrl-D ends it']],
  run: converse,
})

/** Talks with a device until the user ends it. Throws a Complaint where the device cannot be opened or kept. */
function converse(flags: FlagsOf<typeof options>): Promise<ExitCode> {
  namesOf(flags)
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return new Promise((resolve, reject) => new Conversation(flags, interactive, resolve, reject))
}

class Conversation {
  readonly #control = new Int32Array(new SharedArrayBuffer(8))
  readonly #device: Worker
  readonly #lines: Interface
  readonly #interactive: boolean
  #prompt = ''
  /** Lines of an entry that goes on. */
  #entry: string[] = []
  /** Lines that came while the device was at work. */
  #waiting: string[] = []
  #busy = true
  #ended = false
  /** What the device waits for. */
  #asked: 'line' | 'key' | undefined
  #hidden = false
  /** Shown for each character of a hidden answer. */
  #sign = ''
  #signs = 0
  #impatience = 0

  constructor(flags: DeviceFlags, interactive: boolean, resolve: (code: ExitCode) => void, reject: (error: unknown) => void) {
    this.#interactive = interactive
    const start: Start = {
      flags,
      width: interactive ? process.stdout.columns : standardWidth,
      door: 'console',
      control: this.#control,
      tells: false,
    }
    this.#device = new Worker(new URL('./console-device.js', import.meta.url), { workerData: start })
    this.#lines = createInterface({
      input: process.stdin,
      output: this.#screen(),
      terminal: interactive,
      historySize: interactive ? historyLength : 0,
      removeHistoryDuplicates: true,
    })
    this.#lines.on('line', (line) => this.#line(line))
    // What is answered is no entry, and may be secret.
    this.#lines.on('history', (history: string[]) => {
      if (this.#asked === 'line') history.shift()
    })
    this.#lines.on('SIGINT', () => this.#interrupt())
    this.#lines.on('close', () => {
      this.#ended = true
      if (!this.#busy) this.#next()
      else if (this.#asked !== undefined) this.#answer(undefined)
    })
    if (interactive) process.stdin.on('keypress', (text: string | undefined) => this.#key(text))
    this.#device.on('message', (report: Report) => {
      if ('complaint' in report) {
        const { code, message, hint } = report.complaint
        reject(new Complaint(code, message, hint))
        this.#end()
      } else this.#report(report)
    })
    this.#device.on('error', reject)
    this.#device.on('exit', () => {
      this.#lines.close()
      resolve(ExitCode.fine)
    })
  }

  /** What readline draws on: standard output, except while a secret is typed. */
  #screen(): Writable {
    const screen = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        // Not at stdout's leave: the device prints by itself, and must find all that was typed on the screen.
        if (!this.#hidden) draw('out', chunk)
        done()
      },
    })
    return Object.defineProperty(screen, 'columns', { get: () => process.stdout.columns })
  }

  #report(report: Exclude<Report, { complaint: unknown }>): void {
    if ('ready' in report) {
      this.#busy = false
      this.#impatience = 0
      this.#prompt = report.ready.prompt
      if (report.ready.ended) this.#end()
      else this.#next()
    } else if ('ask' in report) {
      this.#asked = 'line'
      if (this.#ended) return this.#answer(undefined)
      const ahead = this.#waiting.shift()
      if (ahead !== undefined) return this.#answer(toBytes(ahead))
      this.#show(report.ask.prompt)
      this.#lines.write(report.ask.initial)
      this.#hidden = report.ask.hidden && this.#interactive
      this.#sign = report.ask.sign
      this.#signs = 0
    } else {
      this.#asked = 'key'
      if (this.#ended || !this.#interactive) this.#answer(undefined)
    }
  }

  #line(line: string): void {
    if (this.#asked === 'line') {
      if (this.#hidden) draw('out', '\n')
      this.#hidden = false
      this.#answer(toBytes(line))
    } else {
      this.#waiting.push(line)
      if (!this.#busy) this.#next()
    }
  }

  /** Takes lines until they make an entry, and sends it; else shows the prompt. */
  #next(): void {
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) {
      this.#entry.push(line)
      const text = this.#entry.join('\n')
      if (unfinished(text) !== '') continue
      this.#entry = []
      if (text.trim() !== '') return this.#send({ feed: toBytes(text) })
    }
    if (!this.#ended) this.#show(this.#entry.length === 0 ? this.#prompt : `${unfinished(this.#entry.join('\n'))}... `)
    else if (this.#entry.length > 0) {
      // The input ended in the middle: the device says what is missing.
      const text = this.#entry.join('\n')
      this.#entry = []
      this.#send({ feed: toBytes(text) })
    } else this.#end()
  }

  #show(prompt: string): void {
    if (!this.#interactive) return
    this.#lines.setPrompt(prompt)
    this.#lines.prompt()
  }

  #send(request: Request): void {
    this.#busy = true
    this.#device.postMessage(request)
  }

  #answer(value: Answer['value']): void {
    this.#asked = undefined
    this.#device.postMessage({ value } satisfies Answer)
    Atomics.store(this.#control, Cell.answered, 1)
    Atomics.notify(this.#control, Cell.answered)
  }

  #key(text: string | undefined): void {
    if (this.#hidden && text !== undefined && text >= ' ') {
      if (text !== '\x7f') {
        draw('out', this.#sign)
        this.#signs += this.#sign.length
      } else if (this.#signs > 0) {
        draw('out', '\b \b')
        this.#signs -= 1
      }
    }
    if (this.#asked !== 'key' || text === undefined) return
    this.#lines.write(null, { ctrl: true, name: 'u' })
    this.#answer(text.charCodeAt(0))
  }

  #interrupt(): void {
    if (!this.#busy) {
      this.#entry = []
      draw('out', '\n')
      this.#lines.write(null, { ctrl: true, name: 'e' })
      this.#lines.write(null, { ctrl: true, name: 'u' })
      this.#show(this.#prompt)
      return
    }
    Atomics.store(this.#control, Cell.interrupted, 1)
    this.#hidden = false
    if (this.#asked !== undefined) this.#answer(undefined)
    // What takes long inside one command (a key of 8192 bits) is not heard: a third Ctrl-C ends the console with it.
    this.#impatience += 1
    if (this.#impatience === 2) tell('still busy; Ctrl-C again ends the console and loses what this entry did\n')
    if (this.#impatience > 2) void this.#device.terminate()
  }

  #end(): void {
    if (this.#interactive && this.#ended) draw('out', '\n')
    this.#ended = true
    this.#lines.close()
    if (!this.#busy || this.#prompt !== '') this.#device.postMessage({ end: true } satisfies Request)
  }
}
