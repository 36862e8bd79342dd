// Owns `offbox dap`: a debug adapter on standard input and output (Debug Adapter Protocol), for one editor.
import { Worker } from 'node:worker_threads'
import { Cell, type Answers, type Report, type DebugMessage } from '../ide/dap/conversation.ts'
import type { Program } from '../ide/dap/program.ts'
import { ExitCode } from './exit-code.ts'
import { framed } from './frames.ts'
import { writeMessage } from './output.ts'
import { brokenText } from './error-message.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'dap',
  about: 'start a debug adapter for editors (DAP) on standard input and output',
  options: {},
  arguments: [],
  examples: [['offbox dap', 'breakpoints, steps, variables in an editor']],
  exits: {},
  run: serve,
})

/** Serves until the editor ends the session. Throws a Complaint where the editor sends something that is not a message. */
async function serve(): Promise<ExitCode> {
  // A separate bundle (.build.mjs), which no other verb loads.
  const { serveDebugger } = await import('../ide/dap/adapter.ts')
  const input = framed(process.stdin)
  try {
    await serveDebugger({ input, output: process.stdout, start: (report) => new Link(report) })
  } finally {
    // An open standard input would keep the process alive after the editor has gone.
    process.stdin.destroy()
  }
  input.check()
  return ExitCode.fine
}

/** The time a program has to end by itself, in milliseconds. */
const endTimeoutMs = 2_000

type Answer = Partial<Answers> & { readonly error?: string }

/** The connection to the thread of the program. */
class Link implements Program {
  readonly #control = new Int32Array(new SharedArrayBuffer(12))
  readonly #thread: Worker
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  readonly #exit: Promise<void>
  #last = 0

  constructor(report: (report: Exclude<Report, { readonly id: number }>) => void) {
    this.#thread = new Worker(new URL('./debug-device.js', import.meta.url), { workerData: { control: this.#control }, stdout: true })
    this.#thread.on('message', (told: Report) => {
      if (!('id' in told)) return report(told)
      this.#waiting.get(told.id)?.(told.answer)
      this.#waiting.delete(told.id)
    })
    this.#thread.on('error', (error) => writeMessage(`${brokenText(error)}\n`))
    this.#exit = new Promise((resolve) => {
      this.#thread.on('exit', (code) => {
        for (const answer of this.#waiting.values()) answer({ error: 'the program has ended' })
        this.#waiting.clear()
        if (code !== 0) report({ ended: ExitCode.broken })
        resolve()
      })
    })
    this.#thread.unref()
  }

  #tell(told: DebugMessage): void {
    this.#thread.postMessage(told)
    Atomics.store(this.#control, Cell.posted, 1)
    Atomics.notify(this.#control, Cell.posted)
  }

  ask(question: Parameters<Program['ask']>[0]): Promise<Answer> {
    return new Promise((resolve) => {
      const id = ++this.#last
      this.#waiting.set(id, resolve)
      this.#tell({ id, question })
    })
  }

  go(mode: Parameters<Program['go']>[0], byStatement: boolean): void {
    this.#tell({ go: mode, byStatement })
  }

  advance(time: string): void {
    this.#tell({ advance: time })
  }

  pause(): void {
    Atomics.store(this.#control, Cell.pause, 1)
  }

  async end(): Promise<void> {
    Atomics.store(this.#control, Cell.end, 1)
    this.#tell({ end: true })
    const late = setTimeout(() => void this.#thread.terminate(), endTimeoutMs)
    await this.#exit
    clearTimeout(late)
  }
}
