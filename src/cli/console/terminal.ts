// Owns a console on this process's terminal: its keys, its size, and the stored history.
import { emitKeypressEvents } from 'node:readline'
import { toBytes } from '../../text/bytes.ts'
import { pasteMarks, Shell } from '../../shell/shell.ts'
import { releaseOf } from '../../schema/release.ts'
import { writeRaw, printMessage, terminalSize } from '../output.ts'
import { greeting, helpText } from './greeting.ts'
import { keepEntry, keptEntries } from './kept-history.ts'
import { ExitCode } from '../exit-code.ts'
import type { ConsoleFront, ConsoleThread } from './console-thread.ts'

/** A key, as Node reports it. */
interface Pressed {
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
}

/** A console on a terminal, with completion and colours. */
export class TerminalConsole implements ConsoleFront {
  readonly code = ExitCode.ok
  readonly #link: ConsoleThread
  readonly #shell: Shell
  readonly #folder: string | undefined
  #isOpen = true
  #isGreeted = false
  #drawing = false

  /** `folder`: the folder of the device. `isColoured`: whether typed text is coloured. */
  constructor(link: ConsoleThread, { folder, isColoured }: { readonly folder: string | undefined; readonly isColoured: boolean }) {
    this.#link = link
    this.#folder = folder
    const write = (text: string): void => writeRaw('out', text)
    this.#shell = new Shell({
      callbacks: {
        write,
        submit: (text) => link.send({ feed: toBytes(text) }),
        toggleSafe: () => link.send({ safe: true }),
        ask: (kind, text, at) => link.send({ look: { kind, text, at } }),
        look: (text) => link.send({ look: { colours: text } }),
        reply: (value) => link.reply(typeof value === 'string' ? toBytes(value) : value),
        interrupt: () => link.interrupt(),
        end: () => this.#end(),
        keep: keepEntry,
      },
      ...terminalSize(),
      history: keptEntries(),
      isColoured,
      help: helpText,
    })
    emitKeypressEvents(process.stdin)
    process.stdin.setRawMode(true)
    writeRaw('out', pasteMarks.on)
    process.stdin.on('keypress', this.#key)
    process.stdin.on('end', this.#hungUp)
    process.stdout.on('resize', this.#resized)
    // When the terminal is closed, safe mode is reverted and the device is stored.
    for (const signal of ['SIGHUP', 'SIGTERM'] as const) process.once(signal, this.#hungUp)
  }

  readonly #key = (text: string | undefined, { name, ctrl, meta }: Pressed): void => {
    this.#shell.key({ name, ctrl, meta, text })
    if (this.#drawing) return
    // Keys that arrived together are drawn once.
    this.#drawing = true
    setImmediate(() => {
      this.#drawing = false
      if (this.#isOpen) this.#shell.draw()
    })
  }

  readonly #resized = (): void => {
    const { width, height } = terminalSize()
    this.#shell.resize(width, height)
    this.#link.resize(width)
  }

  readonly #hungUp = (): void => {
    this.#shell.hangUp()
    this.#end()
  }

  report(report: Parameters<ConsoleFront['report']>[0]): void {
    if ('ready' in report) {
      const { prompt, ended, remember, release } = report.ready
      if (!this.#isGreeted) printMessage(greeting({ release, folder: this.#folder }))
      this.#isGreeted = true
      if (ended) return this.#end()
      this.#shell.ready({ prompt, remember, releaseKeys: { questionHelps: releaseOf(release).major < 7 } })
    } else if ('ask' in report) {
      const { prompt, initial, hidden, sign } = report.ask
      this.#shell.ask({ line: prompt, initial, hidden, sign })
    } else if ('key' in report) this.#shell.ask({ key: true })
    else if ('coloured' in report) this.#shell.colour(report.coloured.text, report.coloured.stretches)
    else {
      const { kind, text, at, offers, hint } = report.offered
      this.#shell.answer(kind, text, at, offers, hint)
    }
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    process.stdin.off('keypress', this.#key)
    process.stdin.off('end', this.#hungUp)
    process.stdout.off('resize', this.#resized)
    process.stdin.setRawMode(false)
    process.stdin.pause()
    writeRaw('out', pasteMarks.off)
  }

  #end(): void {
    if (!this.#isOpen) return
    this.#link.end()
    this.close()
  }
}
