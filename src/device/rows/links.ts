// Owns updating references when the row that they name is renamed or removed.
import { interfaceKind, allInterfaces } from '../../schema/interfaces.ts'
import { noted } from '../../schema/noted.ts'
import { referenceOf } from '../../schema/references.ts'
import { show } from '../../value/show.ts'
import { Id, isEmpty, type Value } from '../../value/value.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { StoredRow } from './store.ts'

/** The properties of a menu that may name rows of another, by that one's path; computed once for each pair. */
const referring = new WeakMap<DeviceMenu, Map<string, readonly string[]>>()

/**
 * Writes the new name of `row` into rows that refer to it, or its id where it is removed (`now` undefined): a device stores ids. `old` is
 * its name before. Menus not used yet only have the rows of a new device. Undone with the command.
 */
export function relink(device: Router, menu: DeviceMenu, row: StoredRow, old: Value | undefined, now: Value | undefined): void {
  const before = nameIn(old)
  const after = now === undefined ? show(new Id(row.id)) : nameIn(now)
  if (before === undefined || after === undefined || before === after || menu.internal === true || !isLinked(menu.path)) return
  for (const [path, store] of device.stores.used) {
    const other = device.menuAt(path)
    if (other === undefined) continue
    for (const property of namesTo(other, menu.path)) {
      const type = device.property(other, property)?.type
      if (type === undefined) continue
      for (const item of store.items) {
        const kept = item.values.get(property)
        if (kept === undefined || kept instanceof Id) continue
        const text = type.show(kept, device.references, property).join(',')
        if (!text.includes(before)) continue
        const separator = referenceOf(path, property)?.pairs === true ? /([,/])/ : /(,)/
        const linked = text
          .split(separator)
          .map((part) => renamed(part, before, after))
          .join('')
        if (linked !== text) store.set(item, property, type.keep(linked, property))
      }
    }
  }
}

const nameIn = (value: Value | undefined): string | undefined =>
  value === undefined || isEmpty(value) || value === '' ? undefined : show(value)

const renamed = (part: string, before: string, after: string): string =>
  part === before ? after : part === `!${before}` ? `!${after}` : part

/** Whether rows of the menu are referred to by name: chains are not rows, and certificates are stored by their ids. */
const isLinked = (path: string): boolean =>
  noted(path, ({ followed, identifies }) => followed ?? (identifies === undefined ? undefined : true)) === undefined

function namesTo(other: DeviceMenu, path: string): readonly string[] {
  const known = referring.get(other) ?? new Map<string, readonly string[]>()
  referring.set(other, known)
  const found = known.get(path)
  if (found !== undefined) return found
  const own = interfaceKind(path) === undefined ? [path] : [path, allInterfaces]
  const names = Object.keys(other.properties).filter((name) => referenceOf(other.path, name)?.of.some((one) => own.includes(one)) === true)
  known.set(path, names)
  return names
}
