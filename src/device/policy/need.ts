// Owns which policies commands need, and finding one that is missing.
import type { Command } from '../../../grammar/names.ts'
import { notedOf } from '../../schema/noted.ts'
import { notPermitted } from '../../schema/refusal.ts'
import { allows, type Allowed, type Need } from '../../schema/policy.ts'
import type { Value } from '../../value/value.ts'
import type { Router, OwnCommand } from '../router.ts'

/**
 * Commands that only look, by their name; all others change something and need `write`. A hEX with 7.20.8 let `ssh,read` print and export
 * and refused it the removing of a job; the manual: `read` allows what does not alter the configuration, `write` does not allow reading it.
 */
const looking: ReadonlySet<string> = new Set([
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

/** Arguments that need a policy of their own. The hEX refused `export file=` without `ftp`, whatever else there was. */
const knownArguments: Readonly<Record<string, readonly Need[]>> = { 'export file': ['ftp'] }

/** Throws `not enough permissions (9)` where a command needs a policy that is not there. */
export function demand(
  device: Router,
  allowed: Allowed,
  command: Command,
  own: OwnCommand | undefined,
  given: ReadonlyMap<string, Value>,
): void {
  if (allowed === undefined) return
  const needs = [
    ...(own?.needs ?? needsOf(command)),
    ...[...given.keys()].flatMap((name) => at(knownArguments, `${command.name} ${name}`) ?? []),
  ]
  if (needs.some((need) => isMissing(device, allowed, need))) throw notPermitted()
}

/** What is noted of the command, else `read` where it only looks, else what is noted of the menu's commands, else `write`. */
function needsOf({ name, menu: { path } }: Command): readonly Need[] {
  const own = notedOf(path, ({ needs }) => needs, name)
  if (own !== undefined) return own
  return looking.has(name) ? ['read'] : (notedOf(path, ({ needs }) => needs, '*') ?? ['write'])
}

function isMissing(device: Router, allowed: Allowed, need: Need): boolean {
  if (typeof need === 'string') return !allows(allowed, need)
  return device.holds(need.releases) && !allows(allowed, need.policy)
}

const at = (table: Readonly<Record<string, readonly Need[]>>, key: string): readonly Need[] | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
