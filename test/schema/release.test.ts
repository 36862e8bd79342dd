// Owns the tests of releases: their order, and which facts each uses.
import { describe, expect, it } from 'vitest'
import { compareReleases, factsFor, isSince, readRelease, releaseOf } from '../../src/schema/release.ts'
import { existing } from '../harness/existing.ts'

const known = ['7.9.2', '7.20.8', '7.21.5', '7.22.3', '7.23.3', '7.24'].map(releaseOf)
const facts = (text: string): string => existing(known[factsFor(releaseOf(text), known)], 'known').text

describe('a release', () => {
  it('comes after its candidates, these after betas', () => {
    const order = '2.8 2.9.40 6.49 6.49.17 7.1 7.22.1 7.23alpha1 7.23beta2 7.23beta10 7.23rc1 7.23 7.23.1 7.24'.split(' ')
    expect([...order].reverse().sort((a, b) => compareReleases(releaseOf(a), releaseOf(b)))).toEqual(order)
  })

  it('is parsed with surrounding text', () => {
    expect(readRelease(' 7.22.1 (stable)')).toEqual({ text: ' 7.22.1 (stable)', major: 7, minor: 22, patch: 1, stage: '', trial: 0 })
    expect(readRelease('v7.23rc1')).toEqual({ text: 'v7.23rc1', major: 7, minor: 23, patch: 0, stage: 'rc', trial: 1 })
    expect(readRelease('stable')).toBeUndefined()
    expect(releaseOf('stable').text).toBe('7.24')
  })

  it('uses the facts of its minor version, else the nearest below, else the oldest', () => {
    expect(facts('7.24')).toBe('7.24')
    expect(facts('7.23rc1')).toBe('7.23.3')
    expect(facts('7.22.1')).toBe('7.22.3')
    expect(facts('7.30')).toBe('7.24')
    expect(facts('7.15')).toBe('7.9.2')
    expect(facts('6.49')).toBe('7.9.2')
    expect(facts('2.8')).toBe('7.9.2')
  })

  it('behaves as its minor version from the first candidate on', () => {
    expect(isSince(releaseOf('7.23rc1'), 7, 23)).toBe(true)
    expect(isSince(releaseOf('7.22.9'), 7, 23)).toBe(false)
    expect(isSince(releaseOf('8.0'), 7, 23)).toBe(true)
  })
})
