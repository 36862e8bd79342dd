// Owns computing whether a menu of a release stores rows, one value, or nothing.
import type { MenuRow } from './facts-file.ts'
import type { KnownCommand } from './known-command.ts'
import type { Release } from './release.ts'

/** `list`: rows. `settings`: one value. `fixed`: rows that cannot be added. */
export type Shape = 'list' | 'settings' | 'fixed'

/**
 * Returns what a menu stores; undefined if nothing can be stored. `kind` is the kind in its own facts, `others` are the kinds in other
 * files of facts; `command` returns a command of the menu in this release.
 */
export function shapeOf(
  kind: MenuRow['kind'],
  others: readonly MenuRow['kind'][],
  { major }: Release,
  command: (name: string) => KnownCommand | undefined,
): Shape | undefined {
  // /system/health of 7.x has one value on a virtual machine, and rows on boards.
  if (others.includes('fixed') && major >= 7) return 'fixed'
  // /routing/filter has rows in 6.x; later it only has submenus.
  if (others.includes('list') && kind === undefined) return 'list'
  if (kind === 'settings') return kind
  // /mpls/ldp has one value in 6.x; later it has rows.
  if (others.includes('settings') && major < 7) return 'settings'
  // A menu that has rows in the facts may have one value in this release: /interface/ovpn-server/server before 7.17.
  const [add, set] = [command('add'), command('set')]
  const wasSettings = add === undefined && set !== undefined && set.exact('numbers') === undefined
  if (kind === 'list' && !wasSettings) return kind
  if (add !== undefined) return 'list'
  if (set === undefined) return command('print') === undefined ? undefined : 'fixed'
  return set.exact('numbers') === undefined ? 'settings' : 'fixed'
}
