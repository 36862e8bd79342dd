// Owns the search: trials one after the other; each new fault is made as small as it gets, and the search goes on behind it.
import fc from 'fast-check'
import { keyOf, type Finding } from './finding.ts'
import type { Played, Player } from './play.ts'
import type { Rules } from './rules.ts'
import type { Subject } from './subject.ts'
import { trialOf, type Trial } from './trial.ts'

export interface SearchOptions {
  readonly runs: number
  /** Milliseconds. */
  readonly time: number
  readonly seed: number
  /** Milliseconds that go up. */
  readonly clock: () => number
  readonly progress?: (runs: number, faults: number) => void
}

/** A fault with the smallest trial that shows it. */
export interface Fault {
  readonly finding: Finding
  readonly trial: Trial
  /** Of its setup what the device took. */
  readonly setup: readonly string[]
}

export interface SearchResult {
  readonly faults: readonly Fault[]
  readonly runs: number
  /** Runs that came to what is not modelled: they say nothing of the script. */
  readonly unjudged: number
  /** What offbox does not model and trials came to, each once. */
  readonly unmodelled: readonly string[]
}

/** How many trials making one counter-example smaller may take. */
const shrinking = 400

/** The faults that a script has, each once. The same seed and number of runs find the same. */
export function search(subject: Subject, rules: Rules, player: Player, { runs, time, seed, clock, progress }: SearchOptions): SearchResult {
  const started = clock()
  const deadline = started + time
  const faults = new Map<string, Fault>()
  const unmodelled = new Set<string>()
  const trials = trialOf(subject, rules)
  let done = 0
  let unjudged = 0
  const news = ({ findings }: Played): readonly Finding[] =>
    findings.filter((finding) => !rules.allowed.has(finding.kind) && !faults.has(keyOf(finding)))
  for (let round = 0; done < runs && clock() < deadline; round++) {
    let target: string | undefined
    let left = shrinking
    const { failed, counterexample } = fc.check(
      fc.property(trials, (trial) => {
        // Once a fault is found, only it is followed.
        if (target !== undefined) {
          if (left-- <= 0 || clock() > deadline + time / 2) return true
          return !news(player.play(trial)).some((finding) => keyOf(finding) === target)
        }
        done++
        progress?.(done, faults.size)
        const played = player.play(trial)
        if (played.unmodelled !== undefined) {
          unjudged++
          unmodelled.add(played.unmodelled)
        }
        const [first] = news(played)
        if (first === undefined) return true
        target = keyOf(first)
        return false
      }),
      { seed: seed + round, numRuns: runs - done, interruptAfterTimeLimit: Math.max(1, deadline - clock()), markInterruptAsFailure: false },
    )
    if (!failed || counterexample === null || target === undefined) {
      if (target === undefined) break
      continue
    }
    const [trial] = counterexample
    const { findings, setup } = player.play(trial)
    const finding = findings.find((one) => keyOf(one) === target)
    if (finding !== undefined) faults.set(target, { finding, trial, setup })
  }
  return { faults: [...faults.values()], runs: done, unjudged, unmodelled: [...unmodelled] }
}
