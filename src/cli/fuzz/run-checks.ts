// Owns the checks of a completed run: its failure, partial changes, waits, removed rows, and what a second run does again.
import type { Failure } from '../../diagnostic/failure.ts'
import { fromBytes } from '../../text/bytes.ts'
import { withoutParentheses } from '../../syntax/descent.ts'
import type { Value } from '../../value/value.ts'
import { failurePlace, lineOfFinding, type FuzzFinding } from './finding.ts'
import { isCallersFault } from './callers-fault.ts'
import type { ScriptOutline } from './outline.ts'
import {
  countEqualRows,
  rowChangesBetween,
  growingRow,
  pastTense,
  rowChangesText,
  type RowChange,
  type RowSnapshot,
} from './rows-changed.ts'
import type { FuzzDirectives } from './rules.ts'
import type { RunObservations } from './run-observations.ts'
import type { FuzzSubject } from './subject.ts'
import type { SetupStep, Trial } from './trial.ts'
import type { Watcher } from './watcher.ts'
import type { ScriptBeside } from '../test/place.ts'
import { maxWaits, type TrialWorld } from './world.ts'
import { minute } from '../../text/units.ts'

/** The maximum acceptable wait, in nanoseconds: schedulers would start the script again meanwhile. */
const longWaitNs = 10n * minute
/** A single wait of this length is intentional. */
const meant = minute

/** The end of one run. */
export interface EndedRun {
  readonly value: Value | undefined
  readonly failure: Failure | undefined
  readonly output: string
  readonly observations: RunObservations
}

/** Whether it ended because it waited in vain. */
const hasWaited = (failure: Failure, world: TrialWorld): boolean => !failure.catchable && world.waits >= maxWaits / 2

/** Judges the runs of one script. */
export class RunChecks {
  readonly #subject: FuzzSubject
  readonly #rules: FuzzDirectives
  readonly #outline: ScriptOutline
  readonly #watcher: Watcher
  readonly #suite: readonly ScriptBeside[]

  constructor(subject: FuzzSubject, rules: FuzzDirectives, outline: ScriptOutline, watcher: Watcher, suite: readonly ScriptBeside[]) {
    this.#subject = subject
    this.#rules = rules
    this.#outline = outline
    this.#watcher = watcher
    this.#suite = suite
  }

  /** How a run ended and which rows it changed, without their contents, since dates differ. */
  outcomeOf({ failure }: EndedRun, changed: readonly RowChange[]): string {
    const changes = rowChangesText(changed) || 'changes nothing'
    if (failure === undefined) return `goes well; ${changes}`
    const { line = '?', other } = this.#placeOf(failure)
    const of = other === undefined || other.name === '' ? '' : ` of ${other.name}`
    return `fails in line ${line}${of}: ${fromBytes(failure.message)}; ${changes}`
  }

  #placeOf(failure: Failure): ReturnType<typeof failurePlace> {
    return failurePlace(failure, this.#subject.source, this.#suite)
  }

  /** What made a run inconclusive. */
  stoppedBy({ failure, observations }: EndedRun, world: TrialWorld): string | undefined {
    if (failure === undefined) return undefined
    if (failure.notModelled) return fromBytes(failure.message)
    const { innermost, outermost } = observations
    if (!hasWaited(failure, world)) return undefined
    const loop = [innermost, outermost].find((one) => one !== undefined && this.#outline.waits(one))
    // Counted loops end.
    const isCounted = innermost?.kind !== 'invocation' || !/^.(while|do)$/.test(innermost.command.path)
    if (loop === undefined)
      return isCounted && failure.cause?.kind === 'interrupted' ? `it waits more than ${world.maxWaits} times` : undefined
    return `it waits in vain: line ${this.#subject.source.lineAt(loop.from)}`
  }

  /** The function of another script that waits in vain, if that stopped a run. */
  waitsIn({ failure, observations }: EndedRun, world: TrialWorld): string | undefined {
    if (failure === undefined || !hasWaited(failure, world) || observations.failedAt?.kind !== 'call') return undefined
    const callee = withoutParentheses(observations.failedAt.callee)
    const name = callee.kind === 'reference' && callee.variable.kind === 'global' ? callee.variable.name : undefined
    return this.#subject.functions.some((one) => one.name === name) ? undefined : name
  }

  /** Reports a failure; after an intended failure only partial changes. */
  ended({ failure, observations }: EndedRun, changed: readonly RowChange[], findings: FuzzFinding[]): void {
    if (failure === undefined) return
    const at = this.#placeOf(failure)
    const message = fromBytes(failure.message)
    const partial = changed.length === 0 ? [] : [`partial changes remain: ${rowChangesText(changed)}`]
    if (!failure.catchable) {
      const { outermost } = observations
      const loop = outermost?.kind === 'invocation' ? { span: { from: outermost.from, to: outermost.from + 1 } } : at
      findings.push({
        kind: 'endless',
        message: failure.cause?.kind === 'interrupted' ? 'it waits again and again, without end' : message,
        ...loop,
        details: ['loops without end, or functions that call each other without end'],
      })
    } else if (failure.command !== ':error') {
      if (isCallersFault(observations.failedAt, this.#outline, this.#watcher.valueOf)) return
      const isWhy = (one: FuzzFinding): boolean =>
        one.kind === 'nothing' && at.other === undefined && lineOfFinding(one, this.#subject.source) === at.line
      const why = findings.filter(isWhy)
      findings.push({
        kind: 'error',
        message: `${message}${failure.command === undefined || failure.command === '' ? '' : ` (${failure.command})`}`,
        ...at,
        ...(failure.cause?.kind === 'name-taken' && at.other === undefined ? { group: 'name-taken' } : {}),
        details: [...new Set(why.map((one) => one.message)), ...partial],
      })
    } else if (changed.length > 0)
      findings.push({
        kind: 'half-applied',
        message: `the script ends with its error "${message}" after it changed the device`,
        ...at,
        details: partial,
      })
  }

  /** Reports minutes of device time spent in short waits. */
  waited({ observations }: EndedRun, findings: FuzzFinding[]): void {
    const short = [...observations.delays].filter(([, { count, total }]) => count > 1 && total / BigInt(count) < meant)
    const total = short.reduce((sum, [, waited]) => sum + waited.total, 0n)
    const [longest] = short.sort(([, a], [, b]) => (a.total < b.total ? 1 : -1))
    if (total < longWaitNs || longest === undefined) return
    const [{ from, to }] = longest
    findings.push({ kind: 'slow', message: `it waits ${total / minute} minutes in all`, span: { from, to }, details: [] })
  }

  /** Reports removed rows that the script neither created nor named. */
  removed({ observations }: EndedRun, before: RowSnapshot, changed: readonly RowChange[], findings: FuzzFinding[]): void {
    for (const { kind, menu, id } of changed) {
      const loose = kind === 'remove' && before.get(menu)?.has(id) === true ? observations.loose.get(`${menu} ${id}`) : undefined
      if (loose === undefined) continue
      const { from, to } = loose.node
      findings.push({ kind: 'removes-more', message: loose.message, span: { from, to }, details: [] })
    }
  }

  /** Reports the failure of a second run, unless the script intends it or the feature is not modelled. */
  failedAgain(failure: Failure, findings: FuzzFinding[]): void {
    if (failure.notModelled || failure.command === ':error' || !failure.catchable) return
    const message = `a second run fails: ${fromBytes(failure.message)}`
    findings.push({ kind: 'second-run', message, ...this.#placeOf(failure), details: [] })
  }

  /** Reports rows that a second run adds again, and texts that it writes again; `observations`: of the first run. */
  ranAgain(
    observations: RunObservations,
    { events, steps }: Trial,
    [before, after, last]: readonly [before: RowSnapshot, first: RowSnapshot, second: RowSnapshot],
    findings: FuzzFinding[],
  ): void {
    // Rows that appeared by themselves were not created by the script.
    const coming = new Set(events.flatMap(({ change, step }) => (change === 'appears' ? menuOf(steps[step]) : [])))
    const first = rowChangesBetween(before, after).filter(({ kind, menu }) => kind === 'add' && !coming.has(menu))
    const twice = first.find(({ menu, holds }) => countEqualRows(last, menu, holds) > countEqualRows(after, menu, holds))
    if (twice === undefined) {
      const grown = growingRow(before, after, last)
      const by = grown && observations.set.get(grown.menu)
      if (grown !== undefined)
        findings.push({
          kind: 'second-run',
          message: `each run writes the same text into a row of ${grown.menu} again`,
          ...(by === undefined ? { cause: grown.menu } : { span: { from: by.from, to: by.to } }),
          details: [`the text: ${fromBytes(grown.text)}`, `the row: ${fromBytes(grown.holds)}`],
        })
      return
    }
    const by = observations.added.get(`${twice.menu} ${twice.id}`)
    findings.push({
      kind: 'second-run',
      message: `each run adds the same row to ${twice.menu} again`,
      ...(by === undefined ? { cause: twice.menu } : { span: { from: by.from, to: by.to } }),
      details: [`the row: ${fromBytes(twice.holds)}`],
    })
  }

  /** Reports changes that the script's `never` comments forbid. */
  banned(changed: readonly RowChange[], findings: FuzzFinding[]): void {
    for (const { change, menu, line } of this.#rules.bans) {
      const done = changed.find(
        (one) => (change === 'change' || one.kind === change) && (one.menu === menu || one.menu.startsWith(`${menu}/`)),
      )
      if (done !== undefined)
        findings.push({
          kind: 'never',
          message: `a row of ${done.menu} was ${pastTense[done.kind]}, which must never be`,
          line,
          details: [`the row: ${fromBytes(done.holds)}`],
        })
    }
  }
}

const menuOf = (step: SetupStep | undefined): readonly string[] => (step === undefined || step.kind === 'command' ? [] : [step.menu])
