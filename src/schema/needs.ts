// Owns computing the policies that a command needs, from its menu, name and arguments.
import { inRange } from './range.ts'
import { notedOf } from './noted.ts'
import type { Need, Policy } from './policy.ts'
import type { Release } from './release.ts'

/**
 * Commands that only read, by name; all others need `write`. A hEX with 7.20.8 allowed `ssh,read` to print and export and refused the
 * removal of a job; the manual: `read` allows what does not alter the configuration, `write` does not allow reading it.
 */
const readingCommands: ReadonlySet<string> = new Set([
  'print',
  'find',
  'get',
  'export',
  'monitor',
  'monitor-traffic',
  'monitor-ap',
  'check',
  'check-for-updates',
  'check-status',
  'resolve',
])

/** Arguments that need a policy of their own. The hEX refused `export file=` without `ftp`, whatever the other policies. */
const ofArguments: Readonly<Record<string, readonly Need[]>> = { 'export file': ['ftp'] }

/**
 * Returns the policies that a command needs: by the notes on it, else `read` if it only reads, else by the notes on its menu, else `write`.
 */
export function needsOf(menu: string, command: string): readonly Need[] {
  const own = notedOf(menu, ({ needs }) => needs, command)
  if (own !== undefined) return own
  return readingCommands.has(command) ? ['read'] : (notedOf(menu, ({ needs }) => needs, '*') ?? ['write'])
}

/** Returns the policies that the given arguments of a command need in addition. */
export const argumentNeeds = (command: string, given: Iterable<string>): readonly Need[] =>
  [...given].flatMap((name) => {
    const key = `${command} ${name}`
    return Object.hasOwn(ofArguments, key) ? (ofArguments[key] ?? []) : []
  })

/** Returns the policy of a need in a release; undefined if the release needs none. */
export const policyIn = (need: Need, release: Release): Policy | undefined =>
  typeof need === 'string' ? need : inRange(release, need.releases) ? need.policy : undefined
