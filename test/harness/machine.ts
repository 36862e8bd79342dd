// Owns a console in memory for tests of the language: the real grammar, catalog and words, a device without menus, a printed text.
import { call } from '../../src/compile/routine.ts'
import { parseText } from '../../grammar/parse.ts'
import { isOfValue, Refusal } from '../../grammar/refusal.ts'
import type { Command, Menu } from '../../grammar/names.ts'
import type { Parsed } from '../../grammar/parser.ts'
import { builtins } from '../../src/builtins/list.ts'
import type { Word } from '../../src/builtins/word.ts'
import { describe } from '../../src/compile/describe.ts'
import { raised, refusedFailure } from '../../src/compile/place.ts'
import type { Behaviour, Cell } from '../../src/compile/machine.ts'
import { thresholds, type Thresholds } from '../../src/compile/thresholds.ts'
import { Tier } from '../../src/compile/tier.ts'
import { compileScript, type Program } from '../../src/compile/program.ts'
import type { Console, FilePiece } from '../../src/device/console.ts'
import type { Job, TextOptions, Terminal } from '../../src/device/who.ts'
import { Router } from '../../src/device/router.ts'
import { Failure, limited } from '../../src/diagnostic/failure.ts'
import { memoryHost, type MemoryOptions } from '../../src/host/memory.ts'
import { pieces } from '../../src/resolve/pieces.ts'
import type { Body, Node } from '../../src/syntax/tree.ts'
import { Source } from '../../src/text/source.ts'
import { currentConversions } from '../../src/value/convert.ts'
import { Account } from '../../src/value/limits.ts'
import { Code, type Value } from '../../src/value/value.ts'
import { catalogOf } from './catalog.ts'

export interface MachineOptions extends MemoryOptions {
  readonly release?: string
  /** Loop turns and calls after which a run is stopped. */
  readonly steps?: number
  readonly depth?: number
  readonly terminal?: Terminal
  /** See SessionOptions. */
  readonly hot?: Thresholds | null
  /** Commands of menus that a test brings. */
  readonly commands?: ReadonlyMap<string, Word>
}

/** Ends a run at its first step too many. */
class Bounded extends Account {
  constructor(steps: number) {
    super()
    this.next = steps + 1
  }

  override glance(): void {
    if (this.steps >= this.next) throw limited('too many steps')
  }
}

export class TestMachine implements Console {
  readonly device: Router
  readonly profile = { conversions: currentConversions }
  readonly door = 'script'
  readonly width = 80
  readonly terminal: Terminal | undefined
  readonly policies = undefined
  readonly listings = new Map<string, readonly number[]>()
  job = ''
  output = ''
  hasQuit = false
  readonly account: Account
  readonly #options: MachineOptions
  readonly #tier: Tier | undefined
  #depth = 0

  constructor(options: MachineOptions = {}) {
    this.#options = options
    this.account = new Bounded(options.steps ?? 1_000_000_000)
    const hot = options.hot === undefined ? thresholds : options.hot
    this.#tier = hot === null ? undefined : new Tier(hot)
    this.terminal = options.terminal
    this.device = new Router({ host: memoryHost(options), menus: [], release: options.release ?? '7.23' })
  }

  show(bytes: string): void {
    this.write(bytes)
  }

  write(bytes: string): void {
    this.output += bytes
  }

  global(name: string): Cell {
    const known = this.device.globals.get(name)
    if (known !== undefined) return known
    const cell: Cell = { name, value: undefined }
    this.device.globals.set(name, cell)
    return cell
  }

  step(): void {
    this.account.step()
  }

  enter(): void {
    if (this.#depth >= (this.#options.depth ?? Infinity)) throw limited('calls nest too deeply')
    this.#depth++
  }

  leave(): void {
    this.#depth--
  }

  /** The compiled program of a text; throws what the device refuses as a Failure. */
  compile(text: string): Program<Console> {
    const source = new Source(text)
    return this.#program(source, parseText(source, { root: this.#root }))
  }

  get #root(): Menu {
    return catalogOf(this.#options.release ?? '7.23').root
  }

  #program(source: Source, parsed: Parsed | Refusal): Program<Console> {
    if (!(parsed instanceof Refusal))
      return compileScript(parsed.script, (command) => this.#behaviour(command), {
        source,
        form: (node) => formOf(source, node),
        tier: this.#tier,
      })
    throw raised(parsed, source)
  }

  #behaviour(command: Command): Behaviour<Console> | undefined {
    return builtins.get(command.path) ?? this.#options.commands?.get(command.path)
  }

  parse(text: string): Code {
    const source = new Source(text)
    const parsed = parseText(source, { root: this.#root })
    if (!(parsed instanceof Refusal)) return this.#program(source, parsed).code
    const failure = refusedFailure(parsed, source)
    return new Code(() => failure.message, failure)
  }

  call(code: Value, named: ReadonlyMap<string, Value>): Value {
    return call(this, code, [], new Map(named))
  }

  run(source: string, options: TextOptions = {}): Value {
    const { job } = this
    this.job = options.job?.script ?? job
    try {
      return this.compile(source).run(this, { ...options, nested: true })
    } finally {
      this.job = job
    }
  }

  *pieces(text: string, fromLine: number): Iterable<FilePiece> {
    const source = new Source(text)
    for (const { firstLine, lastLine, from, text: lines, parsed } of pieces(source, { root: this.#root, menu: this.#root, fromLine }))
      yield {
        firstLine,
        lastLine,
        from,
        text: lines,
        errors: (parsed instanceof Refusal ? [parsed] : parsed.late).map((refused) => raised(refused, source)),
        isOfValue: parsed instanceof Refusal && isOfValue(parsed),
        script: parsed instanceof Refusal ? undefined : parsed.script,
        run: () => void this.#program(source, parsed).run(this, { nested: true }),
      }
  }

  capture(work: () => void): string {
    const { output } = this
    this.output = ''
    try {
      work()
      return this.output
    } finally {
      this.output = output
    }
  }

  start(job: Job, work: () => void): void {
    this.device.jobs.start(job, work)
  }

  sleep(ns: bigint): void {
    this.device.agenda.wait(ns)
  }

  quit(): void {
    this.hasQuit = true
  }

  /** What a text prints, with what it failed of as its last line, `! message`. */
  play(text: string): string {
    this.output = ''
    try {
      this.compile(text).run(this)
      while (this.device.jobs.next() !== undefined) this.device.jobs.run()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.output += `! ${describe(error, this.door)}`
    }
    return this.output.replace(/\n$/, '')
  }
}

// The printed form is resolve's; here the text itself stands for it.
const formOf = ({ text }: Source, node: Node | Body): string => `<${text.slice(node.from, node.to)}>`

/** What a text prints on a fresh machine. */
export const play = (text: string, options: MachineOptions = {}): string => new TestMachine(options).play(text)
