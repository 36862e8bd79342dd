// Owns a console whose input is not a terminal: reads entries line by line, shows only their output.
import { createInterface, type Interface } from 'node:readline'
import { unfinished } from '../../syntax/brackets.ts'
import { toBytes } from '../../text/bytes.ts'
import type { ReadyReport } from '../device-messages.ts'
import { mostSevere, type ExitCode } from '../exit-code.ts'
import type { ConsoleFront, ConsoleThread } from './console-thread.ts'

/** A console that reads lines, without a terminal. */
export class LineConsole implements ConsoleFront {
  readonly #link: ConsoleThread
  readonly #input: Interface
  /** The lines of an incomplete entry. */
  #entry: string[] = []
  /** Lines received while the device was busy. */
  #waiting: string[] = []
  #busy = true
  #ended = false
  /** Whether the device waits for a line. */
  #asked = false
  readonly #codes = new Set<ExitCode>()

  constructor(link: ConsoleThread) {
    this.#link = link
    this.#input = createInterface({ input: process.stdin, terminal: false })
    this.#input.on('line', (line) => this.#line(line))
    this.#input.on('close', () => {
      this.#ended = true
      if (!this.#busy) this.#next()
      else if (this.#asked) this.#answer(undefined)
    })
    process.on('SIGINT', () => {
      this.#link.interrupt()
      if (this.#asked) this.#answer(undefined)
    })
  }

  report(report: Parameters<ConsoleFront['report']>[0]): void {
    if ('ready' in report) this.#ready(report.ready)
    else if ('ask' in report) {
      this.#asked = true
      const ahead = this.#waiting.shift()
      if (ahead !== undefined || this.#ended) this.#answer(ahead)
    } else if ('key' in report) this.#link.reply(undefined)
  }

  close(): void {
    this.#input.close()
  }

  /** The exit code of the entries: the most severe of theirs, as `run` has it for each. */
  get code(): ExitCode {
    return mostSevere(this.#codes)
  }

  #ready({ ended, code }: ReadyReport): void {
    this.#codes.add(code)
    this.#busy = false
    if (ended) this.#end()
    else this.#next()
  }

  #line(line: string): void {
    if (this.#asked) return this.#answer(line)
    this.#waiting.push(line)
    if (!this.#busy) this.#next()
  }

  /** Takes lines until they form an entry, and sends it. */
  #next(): void {
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) {
      this.#entry.push(line)
      const text = this.#entry.join('\n')
      if (unfinished(text) !== '') continue
      this.#entry = []
      if (text.trim() !== '') return this.#send(text)
    }
    if (!this.#ended) return
    // The input ended within an entry: the device reports what is missing.
    const rest = this.#entry.join('\n')
    this.#entry = []
    if (rest.trim() === '') this.#end()
    else this.#send(rest)
  }

  #send(text: string): void {
    this.#busy = true
    this.#link.send({ feed: toBytes(text) })
  }

  #answer(line: string | undefined): void {
    this.#asked = false
    this.#link.reply(line === undefined ? undefined : toBytes(line))
  }

  #end(): void {
    this.#ended = true
    this.#busy = true
    this.#input.close()
    this.#link.end()
  }
}
