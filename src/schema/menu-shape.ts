// Owns what a menu stores in a release: rows, one value, or nothing.
import type { MenuRow } from './facts-file.ts'
import type { KnownCommand } from './known-command.ts'
import type { Release } from './release.ts'

/** `list`: rows. `settings`: one value. `fixed`: rows that cannot be added. */
export type Shape = 'list' | 'settings' | 'fixed'

/**
 * Returns what a menu stores; undefined where nothing can be stored. `kind` is what its own facts say, `others` what other files of facts
 * do; `command` returns its command of a name in this release.
 */
export function shapeOf(
  kind: MenuRow['kind'],
  others: readonly MenuRow['kind'][],
  { major }: Release,
  command: (name: string) => KnownCommand | undefined,
): Shape | undefined {
  // One value on a virtual machine, rows on boards: /system/health of 7.x.
  if (others.includes('fixed') && major >= 7) return 'fixed'
  // Only menus below it now, and rows of its own in 6.x: /routing/filter.
  if (others.includes('list') && kind === undefined) return 'list'
  if (kind === 'settings') return kind
  // Rows now, and one value in 6.x: /mpls/ldp.
  if (others.includes('settings') && major < 7) return 'settings'
  // A list now may have been one value: /interface/ovpn-server/server before 7.17.
  const [add, set] = [command('add'), command('set')]
  const wasSettings = add === undefined && set !== undefined && set.exact('numbers') === undefined
  if (kind === 'list' && !wasSettings) return kind
  if (add !== undefined) return 'list'
  if (set === undefined) return command('print') === undefined ? undefined : 'fixed'
  return set.exact('numbers') === undefined ? 'settings' : 'fixed'
}
