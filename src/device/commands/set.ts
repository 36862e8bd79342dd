// Owns the commands that change rows: `set`, `unset`, `reset`, `enable`, `disable`, `comment`.
import { missingValues } from '../../schema/refusal.ts'
import { elements, pick } from '../../schema/property.ts'
import { nil, nothing, type Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import type { Change } from '../../schema/menu.ts'
import { changeOf } from '../rows/change.ts'
import { required, type CommandCall } from '../call.ts'
import { relink } from '../rows/links.ts'
import { rowsOf } from '../rows/row-numbers.ts'
import type { StoredRow } from '../rows/store.ts'

/** Sets the given properties of rows (or of a settings menu); `!name` clears one. */
export function set(call: CommandCall): Value {
  return apply(call, targets(call), changeOf(call))
}

/** `unset numbers value-name`: clears properties. */
export function unset(call: CommandCall): Value {
  return apply(call, targets(call), {
    values: new Map(),
    unset: new Set(namesOf(call, required(call, 'value-name'))),
    allowed: call.actor.policies,
  })
}

/** `reset numbers name ...`: resets properties to their defaults; without names all of them. */
export function reset(call: CommandCall): Value {
  const named = [...call.given.keys()].filter((name) => name !== 'numbers')
  const names = named.length > 0 ? named : Object.keys(call.menu.properties).filter((name) => name !== call.menu.name)
  return apply(call, targets(call), { values: new Map(), unset: new Set(names), allowed: call.actor.policies })
}

/** `enable numbers`: sets `disabled=no`. */
export const enable = (call: CommandCall): Value => apply(call, targets(call), { values: new Map([['disabled', false]]), unset: new Set() })
/** `disable numbers`: sets `disabled=yes`. */
export const disable = (call: CommandCall): Value => apply(call, targets(call), { values: new Map([['disabled', true]]), unset: new Set() })

/** `comment numbers comment`: without a text the comment is cleared. */
export function comment(call: CommandCall): Value {
  const text = call.given.get('comment')
  const change: Change =
    text === undefined
      ? { values: new Map(), unset: new Set(['comment']) }
      : { values: new Map([['comment', show(text)]]), unset: new Set() }
  return apply(call, targets(call), change)
}

function targets(call: CommandCall): readonly StoredRow[] {
  if (call.menu.kind === 'settings') return call.store.items
  if (!call.given.has('numbers')) throw missingValues(['numbers'])
  return rowsOf(call)
}

/**
 * Returns the value that `!name` stores: `nothing` for a property with a default, which then no longer applies; undefined for others, which
 * are then as if never set.
 */
export const valueAfterUnset = (device: CommandCall['device'], menu: CommandCall['menu'], name: string): Value | undefined => {
  const property = device.property(menu, name)
  return property?.unset === true && property.default !== undefined ? nothing : undefined
}

function namesOf(call: CommandCall, value: Value): readonly string[] {
  return elements(value).map((element) => pick(Object.keys(call.menu.properties), show(element), 'value-name'))
}

function apply(call: CommandCall, rows: readonly StoredRow[], change: Change): Value {
  const { device, menu, store } = call
  if (rows.length === 0) device.missed?.(menu.path)
  for (const row of rows) {
    // A menu may change the values for one row; this must not affect the next.
    const own: Change = rows.length === 1 ? change : { ...change, values: new Map(change.values) }
    menu.setting?.(row, own, device)
    const named = menu.name === undefined ? undefined : row.values.get(menu.name)
    for (const [name, value] of own.values) store.set(row, name, value)
    if (menu.name !== undefined && own.values.has(menu.name)) relink(device, menu, row, named, own.values.get(menu.name))
    for (const name of own.unset) {
      const left = valueAfterUnset(device, menu, name)
      if (left !== undefined || row.values.has(name)) store.set(row, name, left)
    }
  }
  return nil
}
