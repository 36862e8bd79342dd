// Owns differences as data.
import type { MenuComparison } from '../../device/diff/diff.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { visibleJson } from '../../text/visible.ts'

/** An array with an object per row: its menu, its kind of change, and its settings or changed properties. */
export function diffAsJson(comparisons: readonly MenuComparison[]): string {
  const decoded = (value: string | undefined): string | null => (value === undefined ? null : fromBytes(value))
  const rows = comparisons.flatMap(({ differences }) =>
    differences.map(({ path, kind, label, settings, changed }) => ({
      menu: path,
      kind,
      row: fromBytes(label),
      ...(kind === 'added' || kind === 'removed'
        ? { settings: Object.fromEntries(settings.map(([name, value]) => [name, value === true ? true : decoded(value)])) }
        : {}),
      ...(changed.length > 0 ? { changed: changed.map(({ name, from, to }) => ({ name, from: decoded(from), to: decoded(to) })) } : {}),
    })),
  )
  return toBytes(visibleJson(`${JSON.stringify(rows, undefined, 2)}\n`))
}
