// Owns selecting and ordering the rows that `print` shows.
import { elements, pick } from '../../schema/property.ts'
import { pay } from '../../value/limits.ts'
import { order } from '../../value/operators.ts'
import { show } from '../../value/show.ts'
import { Id, Ip, nothing, Time, type Value } from '../../value/value.ts'
import { isOn, matching, type CommandCall } from '../call.ts'
import { rowsOf } from '../rows/row-numbers.ts'
import { hidesSecrets, readerAt } from '../policy/secret.ts'
import type { StoredRow } from '../rows/store.ts'

/** Returns the rows of `where`, `from`, `dynamic`, `static` and `chain=`, ordered by `order-by` or else as in the menu. */
export function selected(call: CommandCall): readonly StoredRow[] {
  const from = call.given.has('from') ? new Set(rowsOf(call, 'from')) : undefined
  const rows = matching(call).filter((row) => from?.has(row) !== false && isAsked(call, row))
  const given = call.given.get('order-by')
  if (given === undefined) return rows
  const names = elements(given).map((name) => pick(['.id', ...Object.keys(call.menu.properties)], show(name), 'order-by'))
  return names.reduceRight<readonly StoredRow[]>((sorted, name) => sortedBy(call, sorted, name), rows)
}

/** Whether a row passes the filter words that some menus' print has. */
function isAsked({ device, menu, given }: CommandCall, row: StoredRow): boolean {
  const dynamic = device.read(menu, row, 'dynamic') === true
  const chain = given.get('chain')
  if (isOn({ given }, 'dynamic') && !dynamic) return false
  if (isOn({ given }, 'static') && dynamic) return false
  return chain === undefined || show(device.read(menu, row, 'chain')) === show(chain)
}

/** The cost of one comparison, in units of `pay`. */
const workPerComparison = 256

/** Sorts rows by a property: rows without a value come first, the sort is stable. */
function sortedBy({ device, menu, actor }: CommandCall, rows: readonly StoredRow[], name: string): readonly StoredRow[] {
  const read = readerAt(device, menu, hidesSecrets(actor))
  const keyed = rows.map((row) => ({ row, value: read(row, name) }))
  return keyed.sort((a, b) => compared(a.value, b.value)).map(({ row }) => row)
}

function compared(a: Value, b: Value): number {
  pay(workPerComparison)
  if (a === nothing || b === nothing) return Number(b === nothing) - Number(a === nothing)
  if (isOrdered(a) && isOrdered(b)) return order(a, b, '<') ? -1 : order(b, a, '<') ? 1 : 0
  const [x, y] = [show(a), show(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

const isOrdered = (value: Value): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Time || value instanceof Ip || value instanceof Id
