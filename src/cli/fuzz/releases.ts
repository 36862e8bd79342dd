// Owns comparing releases by the outcome of one trial on each.
import type { Release } from '../../schema/release.ts'
import type { TrialRunner } from './trial-runner.ts'
import type { FuzzFault } from './search.ts'
import { smallest } from './smaller.ts'
import type { Trial } from './trial.ts'

/** The maximum number of trials for shrinking one difference. */
const maxShrinkTrials = 60

/** A release, with a player for it. */
export interface ReleaseRunner {
  readonly release: Release['text']
  readonly player: TrialRunner
}

/** Differences in how a script ends between releases: each once, with the smallest of these trials. */
export function releaseDifferences(all: readonly ReleaseRunner[], trials: readonly Trial[], fixed: number): readonly FuzzFault[] {
  const [first, ...others] = all
  const found = new Map<string, FuzzFault>()
  if (first === undefined) return []
  for (const trial of trials)
    for (const other of others) {
      const difference = differing(first, other, trial)
      if (difference === undefined || found.has(difference.key)) continue
      const small = smallest(trial, (one) => differing(first, other, one)?.key === difference.key, maxShrinkTrials, fixed)
      const { message, details } = differing(first, other, small) ?? difference
      found.set(difference.key, { finding: { kind: 'releases', message, details }, trial: small })
    }
  return [...found.values()]
}

interface Difference {
  /** The key that equal differences share. */
  readonly key: string
  readonly message: string
  readonly details: readonly string[]
}

function differing(first: ReleaseRunner, other: ReleaseRunner, trial: Trial): Difference | undefined {
  const [a, b] = [first.player.run(trial), other.player.run(trial)]
  if (a.stopped !== undefined || b.stopped !== undefined || a.outcome === b.outcome) return undefined
  return {
    key: `${other.release} ${a.outcome} ${b.outcome}`,
    message: `on the same device it ends differently on ${first.release} than on ${other.release}`,
    details: [`${first.release}: ${a.outcome}`, `${other.release}: ${b.outcome}`],
  }
}
