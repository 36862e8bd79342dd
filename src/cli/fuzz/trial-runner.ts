// Owns running one trial: creates a device in its state, runs the script on it, and collects findings.
import type { NamesOptions } from '../../entry-options.ts'
import { createDevice, type Board, type Device, type Host } from '../../index.ts'
import { basename } from 'node:path'
import type { Console } from '../../device/console.ts'
import type { Program } from '../../compile/program.ts'
import type { Watch } from '../../compile/machine.ts'
import { fromBytes } from '../../text/bytes.ts'
import { counter, type Covered } from '../test/coverage.ts'
import { scriptName, type ScriptBeside } from '../test/place.ts'
import type { Value } from '../../value/value.ts'
import { valueOrFailure, valuesOf } from './attempt.ts'
import { expectationsOf, unmet } from './expected.ts'
import { Feedback } from './feedback.ts'
import type { FuzzFinding } from './finding.ts'
import { RunChecks, type EndedRun } from './run-checks.ts'
import { inputSlot, textSlotOf, webSlot, type LearnedTexts } from './learned-texts.ts'
import type { ElementUse } from './node-checks.ts'
import { callText, globalText, variableText } from './name.ts'
import { ScriptOutline } from './outline.ts'
import { rowChangesBetween, snapshotOf, type RowSnapshot } from './rows-changed.ts'
import type { FuzzDirectives } from './rules.ts'
import { TrialSetup } from './trial-setup.ts'
import { RunObservations } from './run-observations.ts'
import type { FuzzSubject } from './subject.ts'
import type { Bound, Trial } from './trial.ts'
import { Watcher } from './watcher.ts'
import { worldOf, type TrialWorld } from './world.ts'

/** The limits of one run: a script that needs more does not end. `output` in bytes, `depth` in nested calls. */
const limits = { steps: 30_000, depth: 200, output: 1_000_000 }

/** The result of one trial. */
export interface TrialResult {
  readonly findings: readonly FuzzFinding[]
  /** Why the trial is inconclusive, or partly so: a feature that is not modelled, a wait in vain. */
  readonly stopped: string | undefined
  /** The statements and branches that ran, as numbers; empty without counting. */
  readonly reached: ReadonlySet<number>
  /** A summary for the comparison of releases. */
  readonly outcome: string
}

/** The environment of all trials of a script. */
export interface TrialEnvironment {
  readonly names: NamesOptions
  /** The board; undefined: a virtual machine. */
  readonly board: Board | undefined
  /** The source of keys for certificates. */
  readonly keys: Host['keys']
  /** The scripts on the device, as files and in `/system/script`. */
  readonly suite: readonly ScriptBeside[]
  /** Scripts to run before each trial: those of the suite that this one depends on. */
  readonly library: readonly ScriptBeside[]
  /** Counts the statements that ran; undefined without counting. */
  readonly covered: Covered | undefined
}

/** Runs trials of one script. */
export class TrialRunner {
  readonly #subject: FuzzSubject
  readonly #rules: FuzzDirectives
  readonly #environment: TrialEnvironment
  readonly #watcher: Watcher
  readonly #checks: RunChecks
  readonly #watch: Watch<Console>
  readonly #programs = new Map<string, Program<Console>>()
  readonly #hosts: readonly string[]
  /** Functions of other scripts that wait in vain: they are replaced by empty ones. */
  readonly #waitingFunctions = new Set<string>()
  /** The name of the script on the device. */
  readonly #name: string

  constructor(subject: FuzzSubject, rules: FuzzDirectives, environment: TrialEnvironment, known: LearnedTexts) {
    this.#subject = subject
    this.#rules = rules
    this.#environment = environment
    const outline = new ScriptOutline(subject.script, subject.source)
    this.#watcher = new Watcher(subject.source.text, outline, new Feedback(known))
    this.#checks = new RunChecks(subject, rules, outline, this.#watcher, environment.suite)
    const { covered } = environment
    const count = covered === undefined ? undefined : counter((text) => (text === covered.source.text ? covered : undefined))
    const { watch } = this.#watcher
    this.#watch = count === undefined ? watch : (node, of, closure) => watch(node, of, count(node, of, closure))
    this.#name = scriptName(basename(subject.source.name))
    this.#hosts = subject.words.filter((word) => /^[\w.:-]+$/.test(word) && /[.:]/.test(word))
  }

  /** Elements that were looked up in the runs so far. */
  get missed(): readonly ElementUse[] {
    return this.#watcher.missed
  }

  run(trial: Trial): TrialResult {
    const findings: FuzzFinding[] = []
    const before = this.#counts()
    const ended = this.#playOn(trial, findings)
    return { findings, ...ended, reached: this.#reachedSince(before) }
  }

  /** The steps of a trial that its device accepts. */
  acceptedPart(trial: Trial): Trial {
    const { device, world } = this.#device(trial)
    const setup = new TrialSetup(device, trial)
    setup.apply(world)
    const late = new Set(trial.events.flatMap(({ change, step }) => (change === 'appears' ? [step] : [])))
    const kept = trial.steps.flatMap((_, at) => (setup.has(at) || late.has(at) ? [at] : []))
    return {
      ...trial,
      steps: kept.flatMap((at) => trial.steps[at] ?? []),
      events: trial.events.flatMap((event) => (kept.includes(event.step) ? [{ ...event, step: kept.indexOf(event.step) }] : [])),
    }
  }

  #device(trial: Trial): { readonly device: Device; readonly world: TrialWorld } {
    const { names, board, keys, suite } = this.#environment
    const files = Object.fromEntries(suite.map(({ name, text: source }) => [name, Buffer.from(source, 'latin1')]))
    const world = worldOf(trial, files, keys, this.#subject.delays)
    const pinged = trial.steps.flatMap((step) => (step.kind === 'command' ? [] : step.values.map(([, value]) => value)))
    const device = createDevice({
      ...names,
      ...(board === undefined ? {} : { board }),
      host: world.host,
      limits,
      pings: trial.pings ? Object.fromEntries([...this.#hosts, ...pinged].map((host) => [host, 5])) : {},
    })
    const { router } = device
    const scripts = router.declared('/system/script')
    for (const { name, text: source } of suite)
      router.store(scripts).add(
        new Map<string, Value>([
          ['name', scriptName(name)],
          ['source', source],
        ]),
      )
    const console = device.session({ write: () => undefined, watch: this.#watch, programs: this.#programs })
    for (const { text: source } of this.#environment.library) valueOrFailure(console, source, new Map())
    for (const name of this.#waitingFunctions) valueOrFailure(console, `:global ${variableText(name)} do={}`, new Map())
    return { device, world }
  }

  #playOn(trial: Trial, findings: FuzzFinding[]): Pick<TrialResult, 'stopped' | 'outcome'> {
    const { device, world } = this.#device(trial)
    new TrialSetup(device, trial).apply(world)
    const console = device.session({ write: () => undefined })
    for (const bound of trial.globals) console.feed(globalText(bound))
    const paths = this.#subject.menus.map(({ menu }) => menu.path)
    const look = (): RowSnapshot => snapshotOf(device.router, paths)
    const parameters = valuesOf(device, trial.parameters)
    const texts = this.#textsOf(trial, device)
    const before = look()
    const first = this.#run(device, this.#subject.source.text, parameters, texts, findings)
    const after = look()
    const changed = rowChangesBetween(before, after)
    const outcome = this.#checks.outcomeOf(first, changed)
    const stopped = this.#stoppedBy(first, world)
    if (stopped !== undefined) return { stopped, outcome }
    this.#checks.ended(first, changed, findings)
    if (trial.call === null) {
      this.#checks.waited(first, findings)
      this.#checks.removed(first, before, changed, findings)
      if (first.failure === undefined) {
        this.#expected(device, undefined, first, [], findings)
        this.#again(device, parameters, trial, first, before, after, look, findings)
      }
      this.#checks.banned(changed, findings)
      return { stopped, outcome }
    }
    if (first.failure !== undefined) return { stopped, outcome }
    const { name, given } = trial.call
    const ended = this.#run(device, callText(name, given), new Map(), texts, findings)
    const secondChanges = rowChangesBetween(after, look())
    const result = this.#checks.outcomeOf(ended, secondChanges)
    const ending = this.#stoppedBy(ended, world)
    if (ending !== undefined) return { stopped: ending, outcome: result }
    this.#checks.ended(ended, secondChanges, findings)
    this.#checks.waited(ended, findings)
    this.#checks.removed(ended, after, secondChanges, findings)
    if (ended.failure === undefined) this.#expected(device, name, ended, given, findings)
    this.#checks.banned(secondChanges, findings)
    return { stopped: undefined, outcome: result }
  }

  #stoppedBy(ended: EndedRun, world: TrialWorld): string | undefined {
    const waitingFunction = this.#checks.waitsIn(ended, world)
    if (waitingFunction === undefined || this.#environment.library.length === 0) return this.#checks.stoppedBy(ended, world)
    this.#waitingFunctions.add(waitingFunction)
    return `$${fromBytes(waitingFunction)} waits in vain, and is skipped from then on`
  }

  #run(
    device: Device,
    source: string,
    named: ReadonlyMap<string, Value>,
    texts: ReadonlyMap<string, ReadonlySet<string>>,
    findings: FuzzFinding[],
  ): EndedRun {
    let output = ''
    const observations = new RunObservations(
      (name) => named.has(name) || this.#subject.functions.some(({ inputs }) => inputs.some((one) => one.name === name)),
      texts,
    )
    const session = device.session({
      write: (bytes) => void (output += bytes),
      watch: this.#watch,
      programs: this.#programs,
    })
    this.#watcher.observations = observations
    try {
      // A script on the device knows its name.
      const isScript = source === this.#subject.source.text
      const job = isScript ? device.router.jobs.make(this.#name) : undefined
      const name = isScript ? this.#subject.source.name : 'the call'
      const { value, failure } = valueOrFailure(session, source, named, { name, ...(job && { job }) })
      findings.push(...observations.findings)
      return { value, failure, output, observations }
    } finally {
      this.#watcher.observations = undefined
    }
  }

  /** The origins of a trial's texts. */
  #textsOf(trial: Trial, device: Device): ReadonlyMap<string, ReadonlySet<string>> {
    const texts = new Map<string, Set<string>>()
    const add = (given: string, slot: string): void => {
      if (given === '') return
      const slots = texts.get(given)
      if (slots === undefined) texts.set(given, new Set([slot]))
      else slots.add(slot)
    }
    for (const step of trial.steps)
      if (step.kind !== 'command') for (const [name, given] of step.values) add(given, textSlotOf(step.menu, name))
    for (const { name, text: given } of [...trial.globals, ...trial.parameters]) add(plainOf(given), inputSlot(name))
    for (const { name, text: given } of trial.call?.given ?? []) add(plainOf(given), inputSlot(name, trial.call?.name))
    if (trial.web !== 'unreachable') add(trial.web.body, webSlot)
    if (this.#subject.menus.some(({ menu }) => menu.path === '/system/identity')) add(device.router.identity, '/system/identity name')
    return texts
  }

  /** Runs the script again on the resulting device. */
  #again(
    device: Device,
    parameters: ReadonlyMap<string, Value>,
    trial: Trial,
    { observations }: EndedRun,
    before: RowSnapshot,
    after: RowSnapshot,
    look: () => RowSnapshot,
    findings: FuzzFinding[],
  ): void {
    const { failure } = this.#run(device, this.#subject.source.text, parameters, observations.texts, [])
    if (failure === undefined) this.#checks.ranAgain(observations, trial, [before, after, look()], findings)
    else this.#checks.failedAgain(failure, findings)
  }

  /** Evaluates the expectations of the script, or of a function. */
  #expected(device: Device, of: string | undefined, ended: EndedRun, given: readonly Bound[], findings: FuzzFinding[]): void {
    const expectations = expectationsOf(this.#rules, this.#subject, of)
    findings.push(...unmet(device, expectations, this.#subject.globals, ended, given))
  }

  #counts(): readonly number[] {
    const { covered } = this.#environment
    if (covered === undefined) return []
    return [
      ...[...covered.statements.values()].map(({ count }) => count),
      ...[...covered.branches.values()].flatMap(({ yes, no }) => [yes, no]),
    ]
  }

  #reachedSince(before: readonly number[]): ReadonlySet<number> {
    return new Set(this.#counts().flatMap((count, at) => (count > (before[at] ?? 0) ? [at] : [])))
  }
}

/** A text without its quotes; other values unchanged. */
const plainOf = (given: string): string => /^"([^"\\$]*)"$/.exec(given)?.[1] ?? given
