// Owns ranges of releases, as declarations and notes write them.
import { isSince, releaseOf, type Release } from './release.ts'

/**
 * Whether `release` is in `range`: `7.21..`, `..7.9`, `7.19..7.20`, `6.45.1..`; absent: always. An upper bound includes all releases that
 * begin with it (`..7.20` includes 7.20.8). A release candidate counts as its final release.
 */
export function inRange(release: Release, range: string | undefined): boolean {
  if (range === undefined) return true
  const known = answers.get(release)
  const answer = known?.get(range)
  if (answer !== undefined) return answer
  const [from = '', to = from] = range.split('..')
  const isIn = (from === '' || !isBelow(release, from)) && (to === '' || !isAbove(release, to))
  if (known === undefined) answers.set(release, new Map([[range, isIn]]))
  else known.set(range, isIn)
  return isIn
}

/** A cache of `inRange`, which is called for each property that is read. */
const answers = new WeakMap<Release, Map<string, boolean>>()

/** Returns the choice with the newest `since` at or below the release, else the oldest one. */
export function atRelease<T extends { readonly since: string }>(at: Release | string, choices: readonly T[]): T | undefined {
  const release = typeof at === 'string' ? releaseOf(at) : at
  let best: T | undefined
  let oldest: T | undefined
  for (const choice of choices) {
    if (oldest === undefined || isBelow(boundOf(choice.since), oldest.since)) oldest = choice
    if (isBelow(release, choice.since)) continue
    if (best === undefined || !isBelow(boundOf(choice.since), best.since)) best = choice
  }
  return best ?? oldest
}

/** A cache of parsed bounds. */
const bounds = new Map<string, Release>()

function boundOf(text: string): Release {
  const known = bounds.get(text) ?? releaseOf(text)
  bounds.set(text, known)
  return known
}

function isBelow(release: Release, bound: string): boolean {
  const { major, minor, patch } = boundOf(bound)
  if (!isSince(release, major, minor)) return true
  return release.major === major && release.minor === minor && release.patch < patch
}

function isAbove(release: Release, bound: string): boolean {
  const { major, minor, patch } = boundOf(bound)
  const named = bound.split('.').length
  if (release.major !== major) return release.major > major
  if (named < 2 || release.minor !== minor) return named >= 2 && release.minor > minor
  return named > 2 && release.patch > patch
}
