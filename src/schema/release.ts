// Owns release numbers: parsing and comparing them, and choosing the facts for a release.

/** A parsed release number: `7.23rc1` is 7, 23, 0, 'rc', 1. The stage of a final release is ''. */
export interface Release {
  readonly text: string
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly stage: Stage
  /** The number of an alpha, beta or candidate; 0 for a final release. */
  readonly trial: number
}
type Stage = 'alpha' | 'beta' | 'rc' | ''

const stages: readonly string[] = ['alpha', 'beta', 'rc', ''] satisfies Stage[]
const shape = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:(alpha|beta|rc)(\d+)?)?/

/** The default release of offbox. */
export const defaultRelease = '7.24'

/** Parses `7.24`, `7.22.1`, `7.23rc1`, `2.9.40`; undefined for other texts. Text after the number (`(stable)`) is ignored. */
export function readRelease(text: string): Release | undefined {
  const match = shape.exec(text.trim())
  if (match === null) return undefined
  const [, major, minor, patch, stage = '', trial] = match
  return { text, major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), stage: stage as Stage, trial: Number(trial ?? 0) }
}

/** Parses a release like `readRelease`; returns the default release for other texts. */
export function releaseOf(text: string): Release {
  return readRelease(text) ?? readRelease(defaultRelease)!
}

/** Negative, 0 or positive if `a` is before, equal to or after `b`: 7.22 < 7.23beta2 < 7.23rc1 < 7.23 < 7.23.1. */
export function compareReleases(a: Release, b: Release): number {
  return (
    a.major - b.major || a.minor - b.minor || a.patch - b.patch || stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.trial - b.trial
  )
}

/** Whether a release is `major.minor` or later. A beta or candidate counts as its final release. */
export function isSince(release: Release, major: number, minor: number): boolean {
  return release.major > major || (release.major === major && release.minor >= minor)
}

/**
 * Returns the index in `known` (oldest first, not empty) of the release whose facts are used for `release`: the nearest of the same minor,
 * else the nearest below, else the oldest.
 */
export function factsFor(release: Release, known: readonly Release[]): number {
  let best = 0
  known.forEach((candidate, at) => {
    const same = candidate.major === release.major && candidate.minor === release.minor
    if (same || compareReleases(candidate, release) <= 0) best = at
  })
  const distance = (at: number): number => Math.abs(known[at]!.patch - release.patch)
  known.forEach((candidate, at) => {
    const same = candidate.major === release.major && candidate.minor === release.minor
    if (same && distance(at) < distance(best)) best = at
  })
  return best
}
