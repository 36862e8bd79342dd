// Owns what rows have that can only be read: its value at rest where that is noted, else the mark that nothing here works it out.
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { ReadableName } from '../../schema/manual-facts.ts'
import type { KnownProperty, Menu, Property } from '../../schema/menu.ts'
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

/** What rows of a device can be read for beside what their menus declare. */
export class RuntimeProperties<D> {
  readonly #root: KnownMenu | undefined
  readonly #known = new WeakMap<object, Map<string, Property<D> | undefined>>()

  constructor(root: KnownMenu | undefined) {
    this.#root = root
  }

  /** What rows can be read for by the facts, where the menu's declaration leaves it out, with what the menu works out. */
  of(
    menu: Pick<Menu<D, never>, 'path' | 'internal' | 'computed'>,
    name: string,
    declared: Property<D> | undefined,
  ): Property<D> | undefined {
    const names = this.#known.get(menu) ?? new Map<string, Property<D> | undefined>()
    this.#known.set(menu, names)
    if (names.has(name)) return names.get(name)
    const known = menu.internal === true ? undefined : this.#root?.at(menu.path)
    const found = declared ?? (known && runtimeProperty<D>(known, name))
    const value = menu.computed?.[name]
    const property = found === undefined || value === undefined ? found : { ...found, value, unmodelled: false }
    names.set(name, property)
    return property
  }
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
