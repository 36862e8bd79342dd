// Owns what rows have that can only be read: its value at rest where that is noted, else the mark that nothing here works it out.
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { ReadableName } from '../../schema/manual-facts.ts'
import type { KnownProperty } from '../../schema/menu.ts'
import { isNoted, noted, notedOf } from '../../schema/noted.ts'
import { anyCounter } from '../../schema/notes/counted.ts'
import { shown } from '../../schema/property.ts'

/** Whether only the outside can tell it: no state of rest is known, and nothing works it out. */
const isTold = (menu: KnownMenu, name: string): boolean => isNoted(menu.path, ({ told }) => told, name)

/** What counts is 0 where nothing happened; what a flag says has not happened. That of flags is inferred. */
function usualRest(menu: KnownMenu, name: string, { kind, flag }: ReadableName): string | undefined {
  if (flag) return 'no'
  const counters = noted(menu.path, ({ counters }) => counters)
  return counters?.test(name) === true || (kind.kind === 'num' && anyCounter.test(name)) ? '0' : undefined
}

/** A property that only the device sets, as the facts and notes have it; undefined where the menu is not known to have it. */
export function runtimeProperty<D>(menu: KnownMenu, name: string): KnownProperty<D> | undefined {
  const known = menu.readable(name)
  if (known === undefined) return undefined
  const { kind } = known
  const isEmpty = isNoted(menu.path, ({ without }) => without, name)
  const rest = notedOf(menu.path, ({ rest }) => rest, name) ?? (isEmpty || isTold(menu, name) ? undefined : usualRest(menu, name, known))
  return {
    type: kind.kind === 'any' ? { ...kind, show: shown().show } : kind,
    readOnly: true,
    ...(rest === undefined ? (isEmpty ? {} : { unmodelled: true }) : { default: kind.keep(rest, name) }),
  }
}
