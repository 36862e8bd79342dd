// Owns `add`: adds a row and returns its id.
import { missingValues, noMatch } from '../../schema/refusal.ts'
import { Id, isEmpty, type Value } from '../../value/value.ts'
import { changeOf } from '../rows/change.ts'
import type { CommandCall } from '../call.ts'
import { rowOf } from '../rows/row-numbers.ts'
import { valueAfterUnset } from './set.ts'
import type { StoredRow } from '../rows/store.ts'

/** Adds a row at the end or before `place-before`; properties not given are copied from `copy-from`. */
export function add(call: CommandCall): Value {
  const { device, menu, store } = call
  const change = changeOf(call)
  const model = call.given.get('copy-from')
  if (model !== undefined) copy(call, model, change.values)
  const missing = (menu.requires ?? Object.keys(menu.properties)).filter(
    (name) => device.property(menu, name)?.required === true && !change.values.has(name),
  )
  if (missing.length > 0) throw missingValues(missing)
  menu.adding?.(change, device)
  for (const name of change.unset) {
    const left = valueAfterUnset(device, menu, name)
    if (left !== undefined) change.values.set(name, left)
  }
  const place = call.given.get('place-before')
  const before = place === undefined || isEmpty(place) ? undefined : rowOf(call, place)
  const row = store.add(change.values, { before, generated: change.generated })
  menu.added?.(row, device)
  return new Id(row.id)
}

/** Copies all writable properties except the name; of computed values (those of a signed certificate) the current ones. */
function copy(call: CommandCall, model: Value, values: Map<string, Value>): void {
  const { device, menu } = call
  const source = modelOf(call, model)
  for (const [name, property] of Object.entries(menu.properties)) {
    if (name === menu.name || values.has(name) || property.readOnly === true || device.property(menu, name) === undefined) continue
    const value = property.value === undefined ? source.values.get(name) : property.value(source, device)
    if (value !== undefined) values.set(name, value)
  }
}

function modelOf(call: CommandCall, model: Value): StoredRow {
  try {
    return rowOf(call, model)
  } catch {
    throw noMatch('copy-from')
  }
}
