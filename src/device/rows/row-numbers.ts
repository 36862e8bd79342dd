// Owns finding the rows selected by `numbers=` or `number=`: ids, names, item numbers of the last print, lists of them.
import { Failure } from '../../diagnostic/failure.ts'
import { elements } from '../../schema/property.ts'
import { noSuchItem } from '../../schema/refusal.ts'
import { Id, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import { required, type CommandCall } from '../call.ts'
import { countedRows } from './listing.ts'
import type { StoredRow } from './store.ts'
import { formatId } from '../../value/literal.ts'

/** Returns the rows of an argument, each once, in the order given. An empty list selects none. */
export function rowsOf(call: CommandCall, argument = 'numbers'): readonly StoredRow[] {
  const value = required(call, argument)
  if (value instanceof Id) return [rowOf(call, value)]
  // A name may contain a comma, so the whole text is tried before its parts.
  const whole = typeof value === 'string' ? call.store.byName(value) : undefined
  return whole === undefined ? [...new Set(elements(value).map((element) => rowOf(call, element)))] : [whole]
}

/** Returns the one row of `number`; a result of `find` with one id counts. Throws a Failure for none or several. */
export function oneRow(call: CommandCall): StoredRow {
  const rows = rowsOf(call, 'number')
  const [row] = rows
  if (row === undefined) throw noSuchItem()
  if (rows.length > 1) throw new Failure('invalid internal item number')
  return row
}

/** Returns the row that one value selects. Throws a Failure where there is none. */
export function rowOf(call: CommandCall, value: Value): StoredRow {
  const item = lookUp(call, value)
  if (item !== undefined) return item
  const { store, menu } = call
  const wanted = value instanceof Id ? formatId(value.id) : show(value)
  throw noSuchItem({ menu: menu.path, wanted, isEmpty: store.items.length === 0, names: () => store.names() })
}

function lookUp(call: CommandCall, value: Value): StoredRow | undefined {
  const { store, menu } = call
  if (value instanceof Id) return store.byId(value.id)
  if (typeof value === 'number') return store.byName(String(value)) ?? numbered(call, value)
  const written = show(value)
  const id = /^\*([0-9a-fA-F]+)$/.exec(written)?.[1]
  if (id !== undefined) return store.byId(parseInt(id, 16))
  const named = store.byName(written)
  if (named !== undefined) return named
  if (/^\d+$/.test(written)) return numbered(call, Number(written))
  if (menu.name === undefined) throw new Failure('invalid internal item number')
  return undefined
}

/** Returns the row with a number of this console's last listing of the menu; without one, as if all had just been printed. */
function numbered(call: CommandCall, number: number): StoredRow | undefined {
  const listing = call.actor.listings.get(call.menu.path)
  if (listing === undefined) return countedRows(call.menu, call.store.items)[number]
  const id = listing[number]
  return id === undefined ? undefined : call.store.byId(id)
}
