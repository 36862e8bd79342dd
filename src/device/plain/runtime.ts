// Owns what rows have that can only be read: its value at rest where that is noted, else the mark that nothing here works it out.
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { KnownProperty } from '../../schema/menu.ts'
import { isNoted, noted, notedOf } from '../../schema/noted.ts'
import { shown } from '../../schema/property.ts'

/** A property that only the device sets, as the facts and notes have it; undefined where the menu is not known to have it. */
export function runtimeProperty<D>(menu: KnownMenu, name: string): KnownProperty<D> | undefined {
  const known = menu.readable(name)
  if (known === undefined) return undefined
  const { kind } = known
  const counters = noted(menu.path, ({ counters }) => counters)
  const rest = notedOf(menu.path, ({ rest }) => rest, name) ?? (counters?.test(name) === true ? '0' : undefined)
  const isEmpty = isNoted(menu.path, ({ without }) => without, name)
  return {
    type: kind.kind === 'any' ? { ...kind, show: shown().show } : kind,
    readOnly: true,
    ...(rest === undefined ? (isEmpty ? {} : { unmodelled: true }) : { default: kind.keep(rest, name) }),
  }
}
