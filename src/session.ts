// Owns one console: its current menu, its output, and running text in it. Files, consoles, transcripts and programs all use it.
import type { NameScope } from '../grammar/scope.ts'
import type { Menu } from '../grammar/names.ts'
import { describe, type StartedFrom } from './compile/describe.ts'
import { call } from './compile/routine.ts'
import type { Cell } from './compile/machine.ts'
import { Failure, interrupted } from './diagnostic/failure.ts'
import type { Console, FilePiece, Profile } from './device/console.ts'
import type { Job, Listings, TextOptions, Terminal } from './device/actor.ts'
import type { SafeOwner } from './device/history.ts'
import type { Router } from './device/router.ts'
import { safeModeLost, toggleSafe } from './device/safe-mode.ts'
import { invoke, type InvokeArguments } from './device/invoke.ts'
import { defaultLimits, Meter } from './device/limits.ts'
import { printStyle, promptPath } from './print/style.ts'
import type { AllowedPolicies } from './schema/policy.ts'
import { isSince } from './schema/release.ts'
import type { CaughtGap, Outcome, SessionOptions } from './session-options.ts'
import { consoleScope, SessionPrograms } from './session-programs.ts'
import { Source } from './text/source.ts'
import { visibleBytes } from './text/visible.ts'
import { builtText, guardText } from './value/limits.ts'
import { readMoments } from './value/moment.ts'
import type { Code, Time, Value } from './value/value.ts'

/** One console of a device. */
export class Session implements Console {
  readonly device: Router
  readonly profile: Profile
  readonly door: StartedFrom
  readonly terminal: Terminal | undefined
  readonly listings: Listings = new Map()
  readonly safeOwner: SafeOwner
  readonly #user: string
  #width: number
  #policies: AllowedPolicies
  #menu: Menu
  #job = ''
  #ended = false
  readonly #programs: SessionPrograms
  readonly account: Meter
  #write: (bytes: string) => void
  /** Whether output goes to a terminal: false while it is captured. */
  #isSeen: boolean
  readonly #gaps = new Map<string, CaughtGap>()
  /** The uncatchable failure of a job that was started here: it also ends the text that runs here. */
  #stopped: Failure | undefined

  constructor(options: SessionOptions) {
    const { device, catalog, door = 'script', width = 80, terminal, user = 'admin', policies, limits } = options
    const { interrupted, usage, write, onTerminal = false } = options
    const { release } = catalog
    this.device = device
    this.door = door
    this.#width = width
    this.#user = user
    this.terminal = terminal
    this.#policies = policies
    this.#menu = catalog.root
    this.profile = {
      conversions: {
        'text to bool': isSince(release, 7, 23),
        'prefix to ip': isSince(release, 7, 21),
        dates: isSince(release, 7, 10) ? 'iso' : 'month-name',
      },
    }
    this.#programs = new SessionPrograms(options)
    this.account = new Meter({ ...defaultLimits, ...limits }, { interrupted, usage })
    this.account.start()
    this.safeOwner = { account: this.account, onLost: (why) => this.write(safeModeLost[why]) }
    this.#write = write
    this.#isSeen = onTerminal
  }

  /** The policies in force: those of the user, or of the script that runs. */
  get policies(): AllowedPolicies {
    return this.#policies
  }

  /** The width of output in columns: that of the terminal, or the one in the options. */
  get width(): number {
    return this.#width
  }

  /** Sets the terminal's width. */
  resize(width: number): void {
    this.#width = width
  }

  /** The menu in which the next text starts. */
  get menu(): Menu {
    return this.#menu
  }

  /** The name of the script that runs; '' where it has none. */
  get job(): string {
    return this.#job
  }

  /** Whether `:quit` ended the session. */
  get ended(): boolean {
    return this.#ended
  }

  /** The prompt as the release prints it: `[admin@MikroTik] /ip/address> `; in 6.x with `/ip address`, in 2.x with `ip address`. */
  get prompt(): string {
    const path = promptPath(this.menu.path, printStyle(this.device.release.text).prompt)
    return `[${this.#user}@${this.device.identity}] ${path}${this.isSafe ? '<SAFE>' : '>'} `
  }

  /** Whether this console holds safe mode. */
  get isSafe(): boolean {
    return this.device.history.safe === this.safeOwner
  }

  /** Takes or releases safe mode, as its key (Ctrl-X) does. Throws the Failure of `/safe-mode/toggle`. */
  toggleSafe(): void {
    toggleSafe(this.device, this)
  }

  /** Ends the console: undoes what was done in its safe mode, unless `:quit` ended it. */
  hangUp(): void {
    if (!this.isSafe) return
    if (this.#ended) this.device.history.release()
    else this.device.history.unroll()
  }

  /** Runs an entry or a whole file from the current menu; a text that is no Source gets the name. Never throws for what a script does. */
  feed(text: string | Source, name = ''): Outcome {
    const source = typeof text === 'string' ? new Source(text, name) : text
    return this.#attempt(() => {
      this.account.read(source.text.length)
      const { program, menu } = this.#programs.entered(source, this.menu, this.door === 'console' ? this.#globalScope() : undefined)
      this.#menu = menu
      return program.run(this)
    })
  }

  /** The scope of a text that uses existing globals without declaring them. */
  #globalScope(): NameScope {
    return consoleScope(this.device.environment.of(this.#policies).values())
  }

  /** Runs one command given as data, by its full path; see `device/invoke.ts`. Never throws for what the command does. */
  invoke(path: string, request: InvokeArguments): Outcome {
    return this.#attempt(() => invoke(this.device, path, request, this))
  }

  #attempt(run: () => Value): Outcome {
    this.account.start()
    this.#stopped = undefined
    try {
      const value = this.device.payer.charge(this.account, () => this.device.jobs.runWithJobs(run, () => this.sleep(0n)))
      return { value, failure: undefined }
    } catch (error) {
      if (error instanceof Failure && error.halt !== undefined) {
        this.device.halted = error.halt
        this.#ended = true
        return { value: undefined, failure: undefined }
      }
      if (error instanceof Failure) return { value: undefined, failure: error }
      throw error
    } finally {
      // Runs scheduled work that is due and handles the requests that arrived meanwhile.
      this.device.agenda.wait(0n)
    }
  }

  /** The unmodelled failures that scripts caught, each position once, in order. A device may behave differently from there. */
  get gaps(): readonly CaughtGap[] {
    return [...this.#gaps.values()]
  }

  /** The text of a failure as this console prints it. */
  describe(failure: Failure): string {
    return describe(failure, this.door)
  }

  // -- used by running scripts (Console, Machine)

  write(bytes: string): void {
    builtText(bytes.length)
    this.account.step()
    this.account.print(bytes.length)
    this.#write(bytes)
  }

  show(bytes: string): void {
    this.write(this.#isSeen ? visibleBytes(bytes) : bytes)
  }

  global(name: string): Cell {
    const globals = this.device.environment.of(this.#policies)
    let cell = globals.get(name)
    if (cell === undefined) {
      this.account.name(globals.size)
      globals.set(name, (cell = { name, value: undefined }))
    }
    return cell
  }

  step(): void {
    this.account.step()
  }
  enter(): void {
    this.account.enter()
  }
  leave(): void {
    this.account.leave()
  }

  dates(a: Value, b: Value): readonly [Time, Time] | undefined {
    return readMoments(a, b, this.device.local(this.device.host.clock.now()), this.device.dates)
  }

  gap({ message, cause, line, source }: Failure): void {
    this.#gaps.set(`${line} ${message}`, { message, cause, source, ...(line === undefined ? {} : { line }) })
  }

  parse(text: string): Code {
    this.account.read(text.length)
    return this.#programs.code(text)
  }

  run(text: string, { job, positional, named, policies, name = '', fromLine = 1, returned, seesGlobals }: TextOptions = {}): Value {
    this.account.read(text.length)
    const program = this.#programs.of(text, { name, fromLine, scope: seesGlobals === true ? this.#globalScope() : undefined })
    const outer = { job: this.#job, policies: this.#policies }
    const { jobs } = this.device
    this.account.enter()
    this.#job = job?.script ?? outer.job
    this.#policies = policies ?? outer.policies
    if (job !== undefined) jobs.enter(job)
    try {
      this.account.step()
      return program.run(this, { nested: true, returned, ...(positional && { positional }), ...(named && { named }) })
    } finally {
      this.account.leave()
      this.#job = outer.job
      this.#policies = outer.policies
      if (job !== undefined) jobs.leave(job)
    }
  }

  call(code: Value, named: ReadonlyMap<string, Value>): Value {
    return call(this, code, [], new Map(named))
  }

  *pieces(text: string, fromLine: number, name = ''): Iterable<FilePiece> {
    this.account.read(text.length)
    yield* this.#programs.pieces(text, { name, fromLine }, this)
  }

  capture(work: () => void): string {
    const parts: string[] = []
    const outer = this.#write
    const wasSeen = this.#isSeen
    this.#isSeen = false
    let length = 0
    this.#write = (bytes) => {
      guardText((length += bytes.length))
      parts.push(bytes)
    }
    try {
      work()
    } finally {
      this.#write = outer
      this.#isSeen = wasSeen
    }
    return parts.join('')
  }

  start(job: Job, work: () => void): void {
    const policies = this.#policies
    this.device.jobs.start(job, () => {
      const waiting = this.#policies
      this.#policies = policies
      try {
        work()
      } catch (error) {
        if (!(error instanceof Failure) || error.catchable || error.cause?.kind === 'interrupted') throw error
        this.#stopped = error
        this.device.jobs.dropQueued()
      } finally {
        this.#policies = waiting
      }
    })
  }

  sleep(ns: bigint): void {
    const isOver = this.device.agenda.wait(ns)
    if (this.#stopped !== undefined) throw this.#stopped
    if (!isOver) throw interrupted()
  }

  quit(): void {
    this.#ended = true
  }
}
