// Owns the search: runs new trials and mutations of those that reached something new, shrinks each new fault, and continues.
import fc from 'fast-check'
import { trialsOf } from './draw.ts'
import { isSame, lineOfFinding, rankOf, type FuzzFinding } from './finding.ts'
import type { LearnedTexts } from './learned-texts.ts'
import { mutated, seeded } from './mutate.ts'
import type { TrialResult, TrialRunner } from './trial-runner.ts'
import type { FuzzDirectives } from './rules.ts'
import { smallest } from './smaller.ts'
import type { FuzzSubject } from './subject.ts'
import { sizeOf, type Bound, type Trial } from './trial.ts'

/** The bounds of a search. */
export interface SearchOptions {
  readonly runs: number
  /** In milliseconds. */
  readonly time: number
  readonly seed: number
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number
  readonly progress?: (runs: number, faults: number) => void
  /** Trials of earlier searches, which run first. */
  readonly corpus?: readonly Trial[]
}

/** A fault with the smallest trial that shows it. */
export interface FuzzFault {
  readonly finding: FuzzFinding
  /** Its steps are those that the device accepted. */
  readonly trial: Trial
  /** The other lines of a group of findings, ascending. */
  readonly alsoIn?: readonly number[]
}

/** The result of a search. */
export interface SearchResult {
  /** Sorted by importance. */
  readonly faults: readonly FuzzFault[]
  readonly runs: number
  /** The number of runs that completed the script. */
  readonly judged: number
  /** The number of other runs by the reason that stopped them. */
  readonly stopped: ReadonlyMap<string, number>
  /** A minimal set of trials that reaches everything reached. */
  readonly corpus: readonly Trial[]
}

/** The maximum number of trials for shrinking one counter-example. */
const maxShrinkTrials = 120
/** The number of trials drawn at once: what is learned meanwhile applies to the next ones. */
const trialsPerDraw = 6
/** The number of failed lookups after which an element is reported as missing. */
const maxFailedLookups = 12
/** The share of trials that are mutations of the corpus. */
const mutationShare = 0.4

/** Searches the faults of a script, each once. Deterministic for a seed and a number of runs. */
export function search(
  subject: FuzzSubject,
  rules: FuzzDirectives,
  player: TrialRunner,
  known: LearnedTexts,
  options: SearchOptions,
): SearchResult {
  const searching = new Search(subject, rules, player, known, options)
  return searching.run()
}

interface Kept {
  readonly trial: Trial
  readonly reached: ReadonlySet<number>
}

class Search {
  readonly #subject: FuzzSubject
  readonly #rules: FuzzDirectives
  readonly #player: TrialRunner
  readonly #known: LearnedTexts
  readonly #options: SearchOptions
  #faults: readonly FuzzFault[] = []
  readonly #stopped = new Map<string, number>()
  readonly #kept: Kept[] = []
  readonly #reached = new Set<number>()
  /** A trial that looked up a missing element, by its place. */
  readonly #missing = new Map<number, Trial>()
  readonly #deadline: number
  /** Findings that joined a group, one for each line. */
  readonly #joined: FuzzFinding[] = []
  #runs = 0
  #judged = 0
  #round = 0
  #drawn: Trial[] = []

  constructor(subject: FuzzSubject, rules: FuzzDirectives, player: TrialRunner, known: LearnedTexts, options: SearchOptions) {
    this.#subject = subject
    this.#rules = rules
    this.#player = player
    this.#known = known
    this.#options = options
    this.#deadline = options.clock() + options.time
  }

  run(): SearchResult {
    const { seed, corpus = [] } = this.#options
    const random = seeded(seed)
    for (const trial of corpus) if (this.#goesOn) this.#look(trial)
    while (this.#goesOn) {
      const fresh = this.#fresh()
      const kept = random() < mutationShare ? this.#kept[Math.floor(random() * this.#kept.length)] : undefined
      this.#look(kept === undefined ? fresh : mutated(kept.trial, fresh, this.#known, this.#subject.counts, random))
    }
    this.#conclude()
    const { source } = this.#subject
    const faults = this.#faults
      .map((fault) => this.#withLines(fault))
      .sort(
        (a, b) =>
          rankOf(a.finding) - rankOf(b.finding) ||
          sizeOf(a.trial) - sizeOf(b.trial) ||
          (lineOfFinding(a.finding, source) ?? 0) - (lineOfFinding(b.finding, source) ?? 0),
      )
    return { faults, runs: this.#runs, judged: this.#judged, stopped: this.#stopped, corpus: minimalSet(this.#kept) }
  }

  get #goesOn(): boolean {
    return this.#runs < this.#options.runs && this.#options.clock() < this.#deadline
  }

  #fresh(): Trial {
    const next = this.#drawn.shift()
    if (next !== undefined) return next
    const trials = trialsOf(this.#subject, this.#rules, this.#known)
    const { seed } = this.#options
    this.#drawn = fc.sample(trials, { seed: seed + this.#round++, numRuns: trialsPerDraw })
    return this.#fresh()
  }

  #look(trial: Trial): void {
    this.#runs++
    this.#options.progress?.(this.#runs, this.#faults.length)
    const played = this.#player.run(trial)
    const { stopped, reached, findings } = played
    if (stopped === undefined) this.#judged++
    else this.#stopped.set(stopped, (this.#stopped.get(stopped) ?? 0) + 1)
    const newlyReached = [...reached].filter((one) => !this.#reached.has(one))
    if (newlyReached.length > 0) {
      newlyReached.forEach((one) => this.#reached.add(one))
      this.#kept.push({ trial, reached })
    }
    for (const { node, missing } of this.#player.missed)
      if (missing > 0 && !this.#missing.has(node.from)) this.#missing.set(node.from, trial)
    for (const finding of findings) if (this.#isNews(finding) && !this.#joins(finding)) this.#follow(trial, finding)
  }

  /** Whether it belongs to a group that is already a fault, to which its line is added: it needs no smallest trial of its own. */
  #joins(finding: FuzzFinding): boolean {
    if (finding.group === undefined || !this.#faults.some((known) => known.finding.group === finding.group)) return false
    this.#joined.push(finding)
    // They are less important findings of the same line.
    const same = this.#same(finding)
    this.#faults = this.#faults.filter((known) => !same.includes(known))
    return true
  }

  /** A fault with the other lines of its group. */
  #withLines(fault: FuzzFault): FuzzFault {
    const { group } = fault.finding
    const same = group === undefined ? [] : this.#joined.filter((one) => one.group === group)
    const alsoIn = same.flatMap((one) => lineOfFinding(one, this.#subject.source) ?? []).sort((a, b) => a - b)
    return alsoIn.length === 0 ? fault : { ...fault, alsoIn }
  }

  /** Whether it is a new fault, or more important than the known finding of the same one. */
  #isNews(finding: FuzzFinding): boolean {
    if (this.#rules.allowed.has(finding.kind)) return false
    const { source } = this.#subject
    const known = [...this.#faults.map((fault) => fault.finding), ...this.#joined]
    return known.every((one) => !isSame(one, finding, source) || rankOf(finding) < rankOf(one))
  }

  #same(finding: FuzzFinding): readonly FuzzFault[] {
    return this.#faults.filter((known) => isSame(known.finding, finding, this.#subject.source))
  }

  #follow(trial: Trial, finding: FuzzFinding): void {
    const { source } = this.#subject
    const same = ({ findings }: TrialResult): FuzzFinding | undefined =>
      findings.find((one) => one.kind === finding.kind && isSame(one, finding, source))
    const { clock, time } = this.#options
    const shows = (one: Trial): boolean =>
      clock() < this.#deadline + time / 2 && this.#isMeant(one, trial) && same(this.#player.run(one)) !== undefined
    const small = smallest(this.#player.acceptedPart(trial), shows, maxShrinkTrials, this.#rules.given.length)
    const found = same(this.#player.run(small))
    this.#note(found === undefined ? { finding, trial } : { finding: found, trial: small })
  }

  /** Whether a smaller trial still respects the declared inputs: a value without a range must be unchanged. */
  #isMeant(one: Trial, whole: Trial): boolean {
    const boundOf = ({ globals, parameters, call }: Trial): readonly Bound[] => [...globals, ...parameters, ...(call?.given ?? [])]
    return this.#rules.inputs.every(({ name, range }) => {
      const before = boundOf(whole).filter((bound) => bound.name === name)
      return boundOf(one)
        .filter((bound) => bound.name === name)
        .every(({ text }) =>
          range === undefined ? before.some((bound) => bound.text === text) : Number(text) >= range[0] && Number(text) <= range[1],
        )
    })
  }

  #note(fault: FuzzFault): void {
    const same = this.#same(fault.finding)
    this.#faults = [...this.#faults.filter((one) => !same.includes(one)), fault]
  }

  /** Reports elements that never existed. */
  #conclude(): void {
    for (const { node, message, there, missing } of this.#player.missed) {
      const trial = this.#missing.get(node.from)
      if (trial === undefined || there > 0 || missing < maxFailedLookups) continue
      const finding: FuzzFinding = { kind: 'nothing', message, span: { from: node.from, to: node.to }, details: [] }
      if (this.#isNews(finding)) this.#note({ finding, trial })
    }
  }
}

/** A minimal set of trials that reaches everything these reach; of equal ones the smallest. */
function minimalSet(kept: readonly Kept[]): readonly Trial[] {
  const left = new Set(kept.flatMap(({ reached }) => [...reached]))
  const chosen: Trial[] = []
  const gain = ({ reached }: Kept): number => [...reached].filter((one) => left.has(one)).length
  for (let rest = [...kept]; left.size > 0 && rest.length > 0;) {
    rest = rest.filter((one) => gain(one) > 0)
    const best = rest.reduce<Kept | undefined>((most, one) => {
      if (most === undefined) return one
      const more = gain(one) - gain(most)
      return more > 0 || (more === 0 && sizeOf(one.trial) < sizeOf(most.trial)) ? one : most
    }, undefined)
    if (best === undefined) break
    best.reached.forEach((one) => left.delete(one))
    chosen.push(best.trial)
  }
  return chosen
}
