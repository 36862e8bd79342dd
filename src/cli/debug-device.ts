// Owns the thread of a debugged program: runs the program, waits at stops, and handles requests.
import type { NamesOptions } from '../entry-options.ts'
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { Failure, interrupted } from '../diagnostic/failure.ts'
import { catalogFor, checkerFor } from '../host/node/catalog-cache.ts'
import { DebugCell, type DebugResponses, type Launch, type DebugRequest, type DebugReport, type DebugMessage } from '../ide/dap/messages.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import { fromBytes } from '../text/bytes.ts'
import { readTime } from '../value/time.ts'
import { DebugRequestHandler } from './dap/request-handler.ts'
import { Breakpoints } from './dap/breakpoints.ts'
import { Debugger, type StepKind, type DebugStop, type DebuggerUser } from './dap/debugger.ts'
import { Evaluation } from './dap/evaluation.ts'
import { SourcePlaces } from './dap/places.ts'
import { launchNames, PausedUsage, programOf, type DebuggedProgram } from './dap/program.ts'
import { complaintText } from './error-message.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { coloursFor } from './paint.ts'

class Thread implements DebuggerUser {
  readonly #port: MessagePort
  readonly #control: Int32Array
  readonly #usage = new PausedUsage()
  readonly #evaluation = new Evaluation()
  readonly #breakpoints = new Breakpoints()
  readonly #places = new SourcePlaces(() => this.#root)
  readonly #debugged = new Debugger(this.#places, this.#breakpoints, this.#evaluation, this)
  readonly #answering = new DebugRequestHandler(this.#debugged, this.#places, this.#breakpoints, this.#evaluation, () =>
    checkerFor(this.#names),
  )
  #names: NamesOptions = {}
  #program: DebuggedProgram | undefined

  constructor(port: MessagePort, control: Int32Array) {
    this.#port = port
    this.#control = control
  }

  get #root(): KnownMenu {
    return catalogFor({ ...this.#names, boards: true }).root
  }

  /** Handles requests until the user starts the program, runs it, and reports its end. */
  run(): void {
    const go = this.#attend()
    let code: ExitCode = ExitCode.interrupted
    if (go !== undefined && this.#program !== undefined) code = this.#finish(this.#program)
    this.#say({ ended: code })
    this.#port.close()
  }

  /** Runs a program and stores its device; reports why that is not possible. */
  #finish(program: DebuggedProgram): ExitCode {
    try {
      const code = program.run()
      program.close()
      return code
    } catch (error) {
      if (!(error instanceof Complaint)) throw error
      this.#say({ output: complaintText(error, coloursFor(false)), kind: 'stderr' })
      return error.code
    }
  }

  #say(report: DebugReport): void {
    this.#port.postMessage(report)
  }

  get #isEnded(): boolean {
    return Atomics.load(this.#control, DebugCell.end) === 1
  }

  *#posted(): Generator<DebugMessage> {
    for (;;) {
      const message: { readonly message: DebugMessage } | undefined = receiveMessageOnPort(this.#port)
      if (message === undefined) return
      yield message.message
    }
  }

  /** Handles requests until the user continues; undefined if the user ends the program. */
  #attend(): StepKind | undefined {
    for (;;) {
      Atomics.store(this.#control, DebugCell.posted, 0)
      for (const message of this.#posted()) {
        if ('end' in message) return undefined
        if ('go' in message) {
          // Later messages are still unread, but their flag was cleared above: the next statement reads them.
          Atomics.store(this.#control, DebugCell.posted, 1)
          return { mode: message.go, byStatement: message.byStatement }
        }
        if ('advance' in message) this.#advance(message.advance)
        else this.#answer(message.id, message.question)
      }
      if (this.#isEnded) return undefined
      Atomics.wait(this.#control, DebugCell.posted, 0)
    }
  }

  #answer(id: number, question: DebugRequest): void {
    const answer = (): Partial<DebugResponses> & { readonly error?: string } => {
      try {
        if (question.do === 'launch') return this.#launch(question.launch)
        return this.#answering.answer(question)
      } catch (error) {
        if (error instanceof Failure) return { error: fromBytes(error.message) }
        if (error instanceof Complaint) return { error: error.hint === undefined ? error.message : `${error.message} (${error.hint})` }
        throw error
      }
    }
    this.#say({ id, answer: answer() })
  }

  #launch(launch: Launch): Partial<DebugResponses> {
    this.#names = launchNames(launch)
    this.#program = programOf(launch, {
      places: this.#places,
      debugged: this.#debugged,
      usage: this.#usage,
      interrupted: () => this.#isEnded,
      print: (output) => this.#say({ output, kind: 'stdout' }),
      complain: (output) => this.#say({ output, kind: 'stderr' }),
    })
    return { launched: true }
  }

  /** Advances the device's clock: schedulers run, and breakpoints in them stop. */
  #advance(text: string): void {
    const time = readTime(text)
    const device = this.#debugged.stack.at(-1)?.frame.machine.device
    if (time === undefined || time.ns < 0n || device === undefined) {
      this.#say({
        output: time === undefined ? `'${text}' is not a length of time\n` : 'time passes where the program is stopped\n',
        kind: 'console',
      })
      return
    }
    this.#say({ continued: true })
    const depth = this.#debugged.stack.length
    device.agenda.wait(time.ns)
    this.#debugged.stack.length = depth
    this.#say({ stopped: 'pause', text: `${text} later`, ids: [] })
  }

  stop({ reason, text, ids }: DebugStop): StepKind {
    this.#evaluation.reset()
    this.#say({ stopped: reason, text, ids })
    const go = this.#usage.uncounted(() => this.#attend())
    if (go === undefined) throw interrupted()
    return go
  }

  isAsking(): boolean {
    if (Atomics.load(this.#control, DebugCell.posted) === 1) {
      Atomics.store(this.#control, DebugCell.posted, 0)
      for (const message of this.#posted()) if ('question' in message) this.#answer(message.id, message.question)
    }
    return Atomics.exchange(this.#control, DebugCell.pause, 0) === 1
  }

  log(text: string, spot: Parameters<DebuggerUser['log']>[1]): void {
    this.#say({ output: `${text}\n`, kind: 'console', spot })
  }
}

if (parentPort !== null) {
  // The data that `DebugThread` of dap.ts passes.
  const { control } = workerData as { readonly control: Int32Array }
  new Thread(parentPort, control).run()
}
