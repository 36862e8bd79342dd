// Owns one console: its current menu, its output, and running text in it. Files, consoles, transcripts and programs all use it.
import { parseText } from '../grammar/parse.ts'
import { isOfValue, Refusal } from '../grammar/refusal.ts'
import { NameScope } from '../grammar/scope.ts'
import type { Command, Menu } from '../grammar/names.ts'
import type { Parsed } from '../grammar/parser.ts'
import { compileScript, type Program } from './compile/program.ts'
import { describe, type Door } from './compile/describe.ts'
import { raised, refusedFailure } from './compile/place.ts'
import { call } from './compile/routine.ts'
import { thresholds } from './compile/thresholds.ts'
import { Tier } from './compile/tier.ts'
import type { Behaviour, Cell, Watch } from './compile/machine.ts'
import { Failure, interrupted } from './diagnostic/failure.ts'
import type { Console, FilePiece, Profile } from './device/console.ts'
import type { Job, Listings, TextOptions, Terminal } from './device/who.ts'
import type { SafeOwner } from './device/history.ts'
import type { Router } from './device/router.ts'
import { lostSafe, toggleSafe } from './device/safe-mode.ts'
import { behaviours } from './device/behaviours.ts'
import { invoke, type Request } from './device/invoke.ts'
import { defaultLimits, Meter } from './device/limits.ts'
import { builtins } from './builtins/list.ts'
import { printStyle, promptPath } from './print/style.ts'
import { formOf, formOfBody, formOfNode } from './resolve/form.ts'
import { pieces } from './resolve/pieces.ts'
import type { Catalog } from './schema/catalog.ts'
import type { Allowed } from './schema/policy.ts'
import { isSince } from './schema/release.ts'
import type { CaughtGap, Outcome, SessionOptions } from './session-options.ts'
import { Source } from './text/source.ts'
import { visibleBytes } from './text/visible.ts'
import { builtText, guardText } from './value/limits.ts'
import { makeOperators } from './value/operators.ts'
import { PatternCache } from './value/pattern.ts'
import { Code, type Value } from './value/value.ts'

/** Returns the behaviour of a command: a word of the language first, then a menu's command. */
const behaviourOf = (command: Command): Behaviour<Console> | undefined => builtins.get(command.path) ?? behaviours(command)

export class Session implements Console {
  readonly device: Router
  readonly profile: Profile
  readonly door: Door
  readonly terminal: Terminal | undefined
  readonly listings: Listings = new Map()
  readonly safeOwner: SafeOwner
  readonly #user: string
  #width: number
  #policies: Allowed
  #menu: Menu
  #job = ''
  #ended = false
  readonly #catalog: Catalog
  readonly #watch: Watch<Console> | undefined
  readonly #tier: Tier | undefined
  readonly #programs: Map<string, Program<Console>> | undefined
  readonly account: Meter
  #made: ReturnType<typeof makeOperators> | undefined
  #write: (bytes: string) => void
  /** Whether output is shown on a terminal: false while it is captured. */
  #isSeen: boolean
  readonly #gaps = new Map<string, CaughtGap>()
  /** The uncatchable failure of a job that was started here: it also ends what runs here. */
  #stopped: Failure | undefined

  constructor({
    device,
    catalog,
    door = 'script',
    width = 80,
    terminal,
    user = 'admin',
    policies,
    limits,
    interrupted,
    watch,
    programs,
    hot = thresholds,
    usage,
    write,
    onTerminal = false,
  }: SessionOptions) {
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
    this.#catalog = catalog
    this.#watch = watch
    this.#programs = programs
    this.#tier = hot === null ? undefined : new Tier(hot)
    this.account = new Meter({ ...defaultLimits, ...limits }, { interrupted, usage })
    this.account.start()
    this.safeOwner = { account: this.account, lost: (why) => this.write(lostSafe[why]) }
    this.#write = write
    this.#isSeen = onTerminal
  }

  /** Made for the first text: `invoke` needs none. */
  get #operators(): ReturnType<typeof makeOperators> {
    const arrays = isSince(this.device.release, 7, 24) ? 'ordered' : 'refused'
    return (this.#made ??= makeOperators({ order: { arrays }, patterns: new PatternCache() }))
  }

  /** The policies in force: those of the user, or of the script that runs. */
  get policies(): Allowed {
    return this.#policies
  }

  /** Columns of the terminal, or the width given instead. */
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

  /** `[admin@MikroTik] > `, `[admin@MikroTik] /ip/address> `; 6.x `/ip address`, 2.x `ip address`. */
  get prompt(): string {
    const path = promptPath(this.menu.path, printStyle(this.device.release.text).prompt)
    return `[${this.#user}@${this.device.identity}] ${path}${this.isSafe ? '<SAFE>' : '>'} `
  }

  /** Whether this console holds safe mode. */
  get isSafe(): boolean {
    return this.device.history.safe === this.safeOwner
  }

  /** Takes or releases safe mode, as its key does. Throws the Failure of `/safe-mode/toggle`. */
  toggleSafe(): void {
    toggleSafe(this.device, this)
  }

  /** Ends the console: undoes what was done in its safe mode, unless `:quit` ended it. */
  hangUp(): void {
    if (!this.isSafe) return
    if (this.#ended) this.device.history.release()
    else this.device.history.unroll()
  }

  /** Runs a text from the current menu, as a console's entry or a whole file. Never throws for what a script does. */
  feed(text: string, name = ''): Outcome {
    const source = new Source(text, name)
    return this.#attempt(() => {
      this.account.read(text.length)
      const scope = this.door === 'console' ? this.#consoleScope() : undefined
      const parsed = parseText(source, { root: this.#catalog.root, menu: this.menu, ...(scope && { scope }) })
      const program = this.#program(source, parsed)
      if (!(parsed instanceof Refusal)) this.#menu = parsed.script.menu
      return program.run(this)
    })
  }

  /** The scope of a console's line: all existing globals are declared in it (manual, scripting page). */
  #consoleScope(): NameScope {
    const around = new NameScope(undefined, { size: 0 })
    for (const { name, value } of this.device.environment.of(this.#policies).values())
      if (value !== undefined) around.declare(name, 'declare-global')
    return new NameScope(around, around.frame)
  }

  /** Runs one command given as data, by its full path; see `device/invoke.ts`. Never throws for what the command does. */
  invoke(path: string, request: Request): Outcome {
    return this.#attempt(() => invoke(this.device, path, request, this))
  }

  #attempt(run: () => Value): Outcome {
    this.account.start()
    this.#stopped = undefined
    try {
      return { value: this.device.payer.charge(this.account, () => this.device.jobs.whole(run, () => this.sleep(0n))), failure: undefined }
    } catch (error) {
      if (error instanceof Failure && error.halt !== undefined) {
        this.device.halted = error.halt
        this.#ended = true
        return { value: undefined, failure: undefined }
      }
      if (error instanceof Failure) return { value: undefined, failure: error }
      throw error
    } finally {
      // Serves what came due and the requests that arrived while it ran.
      this.device.agenda.wait(0n)
    }
  }

  /** The unmodelled failures that scripts caught, each position once, in order: a device may have behaved differently from there. */
  get gaps(): readonly CaughtGap[] {
    return [...this.#gaps.values()]
  }

  /** The text of a failure as this console prints it. */
  describe(failure: Failure): string {
    return describe(failure, this.door)
  }

  /** Compiles a parsed text. Throws a refusal as a Failure with its position. */
  #program(source: Source, parsed: Parsed | Refusal): Program<Console> {
    if (parsed instanceof Refusal) throw raised(parsed, source)
    const { script } = parsed
    return compileScript<Console>(script, behaviourOf, {
      source,
      form: (node) =>
        node === script.body ? formOf(script, source) : 'statements' in node ? formOfBody(node, source) : formOfNode(node, source),
      operators: this.#operators,
      guesses: !this.#catalog.root.sure,
      tier: this.#tier,
      watch: this.#watch,
    })
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

  gap({ message, cause, line, source }: Failure): void {
    this.#gaps.set(`${line} ${message}`, { message, cause, source, ...(line === undefined ? {} : { line }) })
  }

  parse(text: string): Code {
    this.account.read(text.length)
    const source = new Source(text, ':parse')
    const parsed = parseText(source, { root: this.#catalog.root })
    if (!(parsed instanceof Refusal)) return this.#program(source, parsed).code
    const failure = refusedFailure(parsed, source)
    return new Code(() => failure.message, failure)
  }

  run(text: string, { job, positional, named, policies, name = '', fromLine = 1, returned, seesGlobals }: TextOptions = {}): Value {
    this.account.read(text.length)
    const program = this.#programOf(text, name, fromLine, seesGlobals === true)
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

  /** The program of a text that starts in the root; from the cache where there is one and nothing around the text matters. */
  #programOf(text: string, name: string, fromLine: number, seesGlobals: boolean): Program<Console> {
    const known = seesGlobals || fromLine > 1 ? undefined : this.#programs
    const key = `${name}\n${text}`
    let program = known?.get(key)
    if (program === undefined) {
      const source = new Source(text, name)
      const scope = seesGlobals ? this.#consoleScope() : undefined
      const from = source.lineStart(fromLine)
      program = this.#program(source, parseText(source, { root: this.#catalog.root, from, ...(scope && { scope }) }))
      known?.set(key, program)
    }
    return program
  }

  *pieces(text: string, fromLine: number, name = ''): Iterable<FilePiece> {
    this.account.read(text.length)
    const { root } = this.#catalog
    const source = new Source(text, name)
    for (const { firstLine, lastLine, from, text: lines, parsed } of pieces(source, { root, menu: root, fromLine }))
      yield {
        firstLine,
        lastLine,
        from,
        text: lines,
        errors: (parsed instanceof Refusal ? [parsed] : parsed.late).map((refused) => raised(refused, source)),
        isOfValue: parsed instanceof Refusal && isOfValue(parsed),
        script: parsed instanceof Refusal ? undefined : parsed.script,
        run: () => {
          this.#program(source, parsed).run(this, { nested: true })
        },
      }
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
        this.device.jobs.giveUp()
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
