// Owns the read-only properties of rows: their value at rest where notes have it, else a mark that they are not modelled.
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { ReadableName } from '../../schema/manual-facts.ts'
import type { KnownProperty, MenuDeclaration, MenuProperty } from '../../schema/menu.ts'
import { isNoted, noted, notedOf } from '../../schema/noted.ts'
import { anyCounter } from '../../schema/notes/counted.ts'
import { shown } from '../../schema/property.ts'
import { inRange } from '../../schema/range.ts'

/** Whether only the outside determines a property's value: it has no value at rest and is not computed. */
const isFromOutside = (menu: KnownMenu, name: string): boolean => isNoted(menu.path, ({ fromOutside }) => fromOutside, name)

/** Returns the value at rest: 0 for counters, `no` for flags. That of flags is *inferred*. */
function defaultAtRest(menu: KnownMenu, name: string, { kind, flag }: ReadableName): string | undefined {
  if (flag) return 'no'
  const counters = noted(menu.path, ({ counters }) => counters)
  return counters?.test(name) === true || (kind.name === 'num' && anyCounter.test(name)) ? '0' : undefined
}

/** Properties that can be read of a device's rows beyond those that their menus declare. */
export class RuntimeProperties<D> {
  readonly #root: KnownMenu | undefined
  readonly #known = new WeakMap<object, Map<string, MenuProperty<D> | undefined>>()

  constructor(root: KnownMenu | undefined) {
    this.#root = root
  }

  /** Returns a property: the declared one, else the one in the facts, with the function that computes it where the menu has one. */
  of(
    menu: Pick<MenuDeclaration<D, never>, 'path' | 'internal' | 'computed'>,
    name: string,
    declared: MenuProperty<D> | undefined,
  ): MenuProperty<D> | undefined {
    const names = this.#known.get(menu) ?? new Map<string, MenuProperty<D> | undefined>()
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

/** A state by notes, of a release whose computed properties are not known: any release before 7.0. */
function stateOf({ path, release }: KnownMenu, name: string): ReadableName | undefined {
  const isState = noted(path, ({ states }) => states)?.some((one) => inRange(release, one.releases) && one.names.split(' ').includes(name))
  return isState === true ? { kind: shown(), flag: false } : undefined
}

/** Returns a read-only property made from facts and notes; undefined where the menu is not known to have it. */
export function runtimeProperty<D>(menu: KnownMenu, name: string): KnownProperty<D> | undefined {
  const known = menu.readable(name) ?? stateOf(menu, name)
  if (known === undefined) return undefined
  const { kind } = known
  const isEmpty = isNoted(menu.path, ({ emptyAtRest }) => emptyAtRest, name)
  const rest =
    notedOf(menu.path, ({ valuesAtRest }) => valuesAtRest, name) ??
    (isEmpty || isFromOutside(menu, name) ? undefined : defaultAtRest(menu, name, known))
  return {
    type: kind.name === 'any' ? { ...kind, show: shown().show } : kind,
    readOnly: true,
    ...(rest === undefined ? (isEmpty ? {} : { unmodelled: true }) : { default: kind.keep(rest, name) }),
  }
}
