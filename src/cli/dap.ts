// Owns `offbox dap`: a debug adapter on standard input and output (Debug Adapter Protocol), for one editor.
import { Worker } from 'node:worker_threads'
import { DebugCell, type DebugResponses, type DebugReport, type DebugMessage } from '../ide/dap/messages.ts'
import type { ProgramThread, ThreadEvent } from '../ide/dap/program.ts'
import { ExitCode } from './exit-code.ts'
import { framed } from './frames.ts'
import { writeMessage } from './output.ts'
import { brokenText } from './error-message.ts'
import { declareVerb } from './verb.ts'

/** The verb `dap`: a debug adapter, which an editor starts. It has no options: the launch configuration of the editor has them. */
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
    await serveDebugger({
      input,
      output: process.stdout,
      // A program that ends because its editor failed has the exit code of the process.
      start: (report) => new DebugThread((event) => report('ended' in event && input.isBroken ? { ended: ExitCode.usage } : event)),
    })
  } finally {
    // An open standard input would keep the process alive after the editor has gone.
    process.stdin.destroy()
  }
  input.check()
  return ExitCode.ok
}

/** The time a program has to end by itself, in milliseconds. */
const endTimeoutMs = 2_000

type Answer = Partial<DebugResponses> & { readonly error?: string }

/** The connection to the thread of the program. */
class DebugThread implements ProgramThread {
  readonly #control = new Int32Array(new SharedArrayBuffer(12))
  readonly #thread: Worker
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  readonly #exit: Promise<void>
  #last = 0
  /** Whether it did not end by itself in time. */
  #isTerminated = false

  constructor(report: (report: ThreadEvent) => void) {
    this.#thread = new Worker(new URL('./debug-device.js', import.meta.url), { workerData: { control: this.#control }, stdout: true })
    this.#thread.on('message', (message: DebugReport) => {
      if (!('id' in message)) return report(message)
      this.#waiting.get(message.id)?.(message.answer)
      this.#waiting.delete(message.id)
    })
    this.#thread.on('error', (error) => writeMessage(`${brokenText(error)}\n`))
    this.#exit = new Promise((resolve) => {
      this.#thread.on('exit', (code) => {
        for (const answer of this.#waiting.values()) answer({ error: 'the program has ended' })
        this.#waiting.clear()
        if (code !== 0) report({ ended: this.#isTerminated ? ExitCode.interrupted : ExitCode.broken })
        resolve()
      })
    })
    this.#thread.unref()
  }

  #post(message: DebugMessage): void {
    this.#thread.postMessage(message)
    Atomics.store(this.#control, DebugCell.posted, 1)
    Atomics.notify(this.#control, DebugCell.posted)
  }

  ask(question: Parameters<ProgramThread['ask']>[0]): Promise<Answer> {
    return new Promise((resolve) => {
      const id = ++this.#last
      this.#waiting.set(id, resolve)
      this.#post({ id, question })
    })
  }

  go(mode: Parameters<ProgramThread['go']>[0], byStatement: boolean): void {
    this.#post({ go: mode, byStatement })
  }

  advance(time: string): void {
    this.#post({ advance: time })
  }

  pause(): void {
    Atomics.store(this.#control, DebugCell.pause, 1)
  }

  async end(): Promise<void> {
    Atomics.store(this.#control, DebugCell.end, 1)
    this.#post({ end: true })
    const late = setTimeout(() => {
      this.#isTerminated = true
      void this.#thread.terminate()
    }, endTimeoutMs)
    await this.#exit
    clearTimeout(late)
  }
}
