// Owns a process that runs commands one after another for the tests of a worker, so that node starts and reads the bundle only once.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ran } from './command-line.ts'
import { top } from './sources.ts'

/** The minimum and maximum polling interval, in milliseconds. */
const minPauseMs = 1
const maxPauseMs = 8

/** The time after which a run counts as hanging, in milliseconds. */
const maxRunMs = 240_000

/** The memory above which the process is replaced, in bytes. */
const maxMemoryBytes = 400 * 1024 * 1024

/** The size of its stack in kilobytes, half of the default: code that has run often needs less than in a new process. */
const stackKilobytes = 492

const idle = new Int32Array(new SharedArrayBuffer(4))

/** A run, with its processor time in milliseconds. */
type Measured = Ran & { readonly used: number }

/** The exit code of a run, its processor time in milliseconds, and the memory of the process afterwards, in bytes. */
interface Answer {
  readonly code: number
  readonly used: number
  readonly memory: number
}

/** A shared process. It ends when the worker that started it closes its pipe. */
class SharedProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'offbox-shared-'))
  readonly #in = join(this.#folder, 'in')
  readonly #out = join(this.#folder, 'out')
  readonly #err = join(this.#folder, 'err')
  readonly #child: ChildProcess
  readonly #requests: number
  readonly #answers: number
  readonly #ending = (): void => this.end()

  constructor() {
    const [requests, answers] = [join(this.#folder, 'requests'), join(this.#folder, 'answers')]
    if (spawnSync('mkfifo', [requests, answers]).status !== 0) throw new Error('mkfifo made no pipes')
    const program = join(top, 'test', 'harness', 'shared-process.mjs')
    const words = [`--stack-size=${stackKilobytes}`, program, join(top, 'dist', 'offbox.cjs'), requests, answers]
    this.#child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
    this.#child.unref()
    this.#answers = openSync(answers, constants.O_RDONLY | constants.O_NONBLOCK)
    // Also opened for reading, so that opening does not wait for the process, which may have ended.
    this.#requests = openSync(requests, constants.O_RDWR)
    process.once('exit', this.#ending)
    if (this.#answer(true) === undefined) throw new Error('the process that runs the command line does not start: is dist/ built?')
  }

  /** Runs a command line in a folder. Throws an Error if the process ends or hangs. */
  run(folder: string, words: readonly string[], input: string | Uint8Array): Measured {
    writeFileSync(this.#in, input)
    const streams = [this.#in, this.#out, this.#err]
    writeSync(this.#requests, `${JSON.stringify({ folder, words, env: process.env, streams })}\n`)
    const answer = this.#answer(false)
    const ran = { out: readFileSync(this.#out, 'utf8'), err: readFileSync(this.#err, 'utf8') }
    if (answer === undefined) {
      this.end()
      throw new Error(`offbox ${words.join(' ')} ended the process that runs it, or hangs:\n${ran.out}${ran.err}`)
    }
    if (answer.memory > maxMemoryBytes) this.end()
    return { code: answer.code, used: answer.used, ...ran }
  }

  /** The next answer; undefined if the process has ended, or does not answer. A starting process has not opened its pipe yet. */
  #answer(isStarting: boolean): Answer | undefined {
    const piece = Buffer.alloc(64)
    for (let waited = 0, pause = minPauseMs, text = ''; waited < maxRunMs; waited += pause) {
      const read = this.#read(piece)
      if (read === 0 && !isStarting) return undefined
      text += piece.toString('latin1', 0, read ?? 0)
      if (text.endsWith('\n')) {
        const [code = 0, used = 0, memory = 0] = text.split(' ').map(Number)
        return { code, used, memory }
      }
      pause = Math.min(maxPauseMs, minPauseMs + waited / 32)
      if (read === undefined || read === 0) Atomics.wait(idle, 0, 0, pause)
    }
    return undefined
  }

  /** Reads available bytes of an answer; returns their number, or undefined if there are none yet. */
  #read(piece: Uint8Array): number | undefined {
    try {
      return readSync(this.#answers, piece)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined
      throw error
    }
  }

  end(): void {
    if (current === this) current = undefined
    process.off('exit', this.#ending)
    this.#child.kill('SIGKILL')
    for (const pipe of [this.#requests, this.#answers]) closeSync(pipe)
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

let current: SharedProcess | undefined

/** Runs `offbox` in the shared process of this worker, which is started if necessary. */
export const runShared = (folder: string, words: readonly string[], input: string | Uint8Array = ''): Measured =>
  (current ??= new SharedProcess()).run(folder, words, input)
