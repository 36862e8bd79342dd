// Owns which policies commands need, as data, and finding one that is missing.
import type { Command } from '../../../grammar/names.ts'
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

/** Commands and menus of which more is known than their kind. What stands for a menu holds for all below it. */
const known: Readonly<Record<string, readonly Need[]>> = {
  // A line in the log alters no configuration.
  '/log/debug': ['read'],
  '/log/error': ['read'],
  '/log/info': ['read'],
  '/log/warning': ['read'],
  // Its script needs what its own commands do.
  '/system/script/run': ['read'],
  // The manual's page on users: `policy` manages users, together with `write`; `password` changes the own one.
  '/user': ['write', 'policy'],
  '/password': ['password'],
  '/system/reboot': ['reboot'],
  '/system/shutdown': ['reboot'],
  '/ping': ['test'],
  '/tool/ping': ['test'],
  // `test` by the manual, `ftp` since 7.13 by users of its scripts.
  '/tool/fetch': ['test', { policy: 'ftp', releases: '7.13..' }],
  '/tool/bandwidth-test': ['test'],
  '/tool/e-mail/send': ['test'],
  '/tool/flood-ping': ['test'],
  '/tool/ip-scan': ['test'],
  '/tool/mac-scan': ['test'],
  '/tool/ping-speed': ['test'],
  '/tool/profile': ['test'],
  '/tool/speed-test': ['test'],
  '/tool/traceroute': ['test'],
  '/tool/sniffer/start': ['sniff'],
  '/tool/sniffer/quick': ['sniff'],
  '/tool/torch': ['sniff'],
  '/tool/traffic-generator': ['sniff'],
  // Measured on the hEX: the backup takes both, and neither `write` nor `ftp`.
  '/system/backup/save': ['policy', 'test'],
}

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

function needsOf({ name, path, menu }: Command): readonly Need[] {
  const exact = at(known, path)
  if (exact !== undefined) return exact
  if (looking.has(name)) return ['read']
  for (let above = menu.path; above.length > 1; above = above.slice(0, above.lastIndexOf('/'))) {
    const needs = at(known, above)
    if (needs !== undefined) return needs
  }
  return ['write']
}

function isMissing(device: Router, allowed: Allowed, need: Need): boolean {
  if (typeof need === 'string') return !allows(allowed, need)
  return device.holds(need.releases) && !allows(allowed, need.policy)
}

const at = (table: Readonly<Record<string, readonly Need[]>>, key: string): readonly Need[] | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
