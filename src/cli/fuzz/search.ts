// Owns the search: trials one after the other, guided by what they reach; each new fault is made as small as it gets.
import fc, { type Arbitrary } from 'fast-check'
import type { Covered } from '../test/coverage.ts'
import { keyOf, rankOf, type Finding } from './finding.ts'
import type { Played, Player } from './play.ts'
import type { Rules } from './rules.ts'
import type { Subject } from './subject.ts'
import { mutantOf, trialOf, type Trial } from './trial.ts'
import type { Span } from '../../text/source.ts'

export interface SearchOptions {
  readonly runs: number
  /** Milliseconds. */
  readonly time: number
  readonly seed: number
  /** Milliseconds that go up. */
  readonly clock: () => number
  readonly progress?: (runs: number, faults: number) => void
  /** What of the script ran: trials that reach more are kept, and others are made of them. */
  readonly covered?: Covered | undefined
  /** Trials of an earlier search, which are played first. */
  readonly corpus?: readonly Trial[]
  /** Devices of other releases, on which each trial has to end the same. */
  readonly others?: readonly { readonly release: string; readonly player: Player }[]
}

/** A fault with the smallest trial that shows it. */
export interface Fault {
  readonly finding: Finding
  readonly trial: Trial
  /** Of its setup what the device took. */
  readonly setup: readonly string[]
}

export interface SearchResult {
  /** In the order of their worth. */
  readonly faults: readonly Fault[]
  readonly runs: number
  /** Runs that say something: they came to nothing that offbox does not model. */
  readonly judged: number
  /** What offbox does not model and trials came to, with the number of runs that it stopped. */
  readonly unmodelled: ReadonlyMap<string, number>
  /** The trials that reached what no other had reached before them, in order. */
  readonly corpus: readonly Trial[]
}

/** How many trials making one counter-example smaller may take; fewer where each runs up to a limit. */
const shrinking = 400
const shrinkingEndless = 30
/** Part of the time that it may take. */
const shrinkingTime = 1 / 8
/** Runs between two looks at what was learned; fewer at the start, when most is. */
const batches = [10, 20, 40]
const batch = 80
/** At most so many trials are kept; what comes later reaches little. */
const mostKept = 100
/** So often has an element to be missing before it is told that it never is there. */
const oftenMissing = 5

/** The faults that a script has, each once. The same seed and number of runs find the same. */
export const search = (subject: Subject, rules: Rules, player: Player, options: SearchOptions): SearchResult =>
  new Search(subject, rules, player, options).result()

class Search {
  readonly #subject: Subject
  readonly #rules: Rules
  readonly #player: Player
  readonly #options: SearchOptions
  readonly #deadline: number
  readonly #faults = new Map<string, Fault>()
  readonly #unmodelled = new Map<string, number>()
  readonly #kept: Trial[] = []
  readonly #elements = new Map<number, { readonly node: Span; missing: number; isThere: boolean; readonly fault: Omit<Fault, 'finding'> }>()
  #reached = 0
  #done = 0
  #judged = 0

  constructor(subject: Subject, rules: Rules, player: Player, options: SearchOptions) {
    this.#subject = subject
    this.#rules = rules
    this.#player = player
    this.#options = options
    this.#deadline = options.clock() + options.time
  }

  result(): SearchResult {
    const { runs, clock, corpus = [] } = this.#options
    for (const trial of corpus) {
      if (this.#done >= runs || clock() >= this.#deadline) break
      this.#follow(trial)
    }
    const there = this.#player.there()
    for (let round = 0; this.#done < runs && clock() < this.#deadline; round++) {
      const fresh = trialOf(this.#subject, this.#rules, there)
      const trials =
        this.#kept.length === 0 ? fresh : fc.oneof({ weight: 2, arbitrary: fresh }, { weight: 1, arbitrary: mutantOf(this.#kept, fresh) })
      this.#round(trials, round)
    }
    this.#neverThere()
    const faults = [...this.#faults.values()].filter(({ finding }) => !this.#isEcho(finding))
    return {
      faults: faults.sort((one, other) => rankOf(one.finding) - rankOf(other.finding)),
      runs: this.#done,
      judged: this.#judged,
      unmodelled: this.#unmodelled,
      corpus: this.#kept,
    }
  }

  /** What is told already in other words: a command that fails in a first run fails in a second one, too. */
  #isEcho({ kind, line }: Finding): boolean {
    return kind === 'second-run' && line !== undefined && this.#faults.has(`error ${line}`)
  }

  #news({ findings }: Played): readonly Finding[] {
    return findings.filter((finding) => !this.#rules.allowed.has(finding.kind) && !this.#faults.has(keyOf(finding)))
  }

  /** Trials until one finds something new, which is made small. */
  #round(trials: Arbitrary<Trial>, round: number): void {
    const { runs, seed, clock, time } = this.#options
    let target: string | undefined
    let left = shrinking
    let until = Infinity
    const { failed, counterexample } = fc.check(
      fc.property(trials, (trial) => {
        // Once a fault is found, only it is followed.
        if (target !== undefined) {
          if (left-- <= 0 || clock() > until) return true
          return !this.#shows(trial, target)
        }
        const [first] = this.#news(this.#play(trial))
        if (first === undefined) return true
        target = keyOf(first)
        until = clock() + time * shrinkingTime
        if (first.kind === 'endless') left = shrinkingEndless
        return false
      }),
      {
        seed: seed + round,
        numRuns: Math.min(batches[round] ?? batch, runs - this.#done),
        interruptAfterTimeLimit: Math.max(1, this.#deadline - clock()),
        markInterruptAsFailure: false,
      },
    )
    if (failed && counterexample !== null && target !== undefined) this.#found(counterexample[0], target)
  }

  #shows(trial: Trial, target: string): boolean {
    return this.#news(this.#compared(trial, this.#player.play(trial))).some((finding) => keyOf(finding) === target)
  }

  /** A trial of the corpus; its faults are made small line by line. */
  #follow(trial: Trial): void {
    for (const finding of this.#news(this.#play(trial))) this.#found(trial, keyOf(finding))
  }

  /** Keeps a fault with the trial, without what it does not need. */
  #found(trial: Trial, target: string): void {
    let small = trial
    const { clock, time } = this.#options
    const until = clock() + time * shrinkingTime
    for (let at = small.setup.length - 1; at >= 0 && clock() < until; at--) {
      const less = { ...small, setup: small.setup.filter((_, line) => line !== at) }
      if (this.#shows(less, target)) small = less
    }
    const played = this.#compared(small, this.#player.play(small))
    const finding = played.findings.find((one) => keyOf(one) === target)
    if (finding !== undefined) this.#faults.set(target, { finding, trial: small, setup: played.setup })
  }

  #play(trial: Trial): Played {
    this.#done++
    this.#options.progress?.(this.#done, this.#faults.size)
    const played = this.#compared(trial, this.#player.play(trial))
    if (played.unmodelled === undefined) this.#judged++
    else this.#unmodelled.set(played.unmodelled, (this.#unmodelled.get(played.unmodelled) ?? 0) + 1)
    this.#keep(trial)
    for (const [from, { node, isThere }] of played.elements) {
      const known = this.#elements.get(from) ?? { node, missing: 0, isThere: false, fault: { trial, setup: played.setup } }
      this.#elements.set(from, { ...known, missing: known.missing + 1, isThere: known.isThere || isThere })
    }
    return played
  }

  /** With what ends otherwise on other releases. */
  #compared(trial: Trial, played: Played): Played {
    const { others = [] } = this.#options
    if (others.length === 0 || played.unmodelled !== undefined || played.findings.length > 0) return played
    const findings = others.flatMap(({ release, player }): readonly Finding[] => {
      const other = player.play(trial)
      if (other.unmodelled !== undefined || other.outcome === played.outcome) return []
      const said = (outcome: string): string =>
        outcome === '; ' ? 'changes nothing' : outcome.replace(/^; /, 'fails: ').replace(/; $/, '')
      return [
        {
          kind: 'differs',
          message: `it ends otherwise on ${release}`,
          details: [`here: ${said(played.outcome)}`, `there: ${said(other.outcome)}`],
        },
      ]
    })
    return { ...played, findings }
  }

  /** Keeps a trial that came to a statement, or a way of a condition, that none before it came to. */
  #keep(trial: Trial): void {
    const { covered } = this.#options
    if (covered === undefined) return
    const reached = reachOf(covered)
    if (reached <= this.#reached) return
    this.#reached = reached
    if (this.#kept.length < mostKept) this.#kept.push(trial)
  }

  /** Elements that an array which the script writes out did not have in any run. */
  #neverThere(): void {
    const { source } = this.#subject
    for (const { node, missing, isThere, fault } of this.#elements.values()) {
      if (isThere || missing < oftenMissing || this.#rules.allowed.has('nothing')) continue
      const written = source.text.slice(node.from, node.to).replaceAll(/\s+/g, ' ')
      const finding: Finding = {
        kind: 'nothing',
        message: `in no run does the array have such an element: ${written}`,
        span: node,
        details: [],
      }
      if (!this.#faults.has(keyOf(finding))) this.#faults.set(keyOf(finding), { finding, ...fault })
    }
  }
}

/** How many statements and ways of conditions have run. */
function reachOf({ statements, branches }: Covered): number {
  let reached = 0
  for (const { count } of statements.values()) if (count > 0) reached++
  for (const { yes, no } of branches.values()) reached += (yes > 0 ? 1 : 0) + (no > 0 ? 1 : 0)
  return reached
}
