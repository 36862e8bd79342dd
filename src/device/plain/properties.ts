// Owns which properties the menus of a device have, and what kinds their values are of.
import { anyKind } from '../../schema/kinds/read.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { isKnownProperty, type KnownProperty, type MenuDeclaration } from '../../schema/menu.ts'
import { inRange } from '../../schema/range.ts'
import type { Release } from '../../schema/release.ts'
import { RuntimeProperties } from './runtime.ts'

type Declared<D> = Pick<MenuDeclaration<D, never>, 'path' | 'internal' | 'computed' | 'properties'>

/** The properties of a release: what menus declare, and what only the facts know. */
export class Properties<D> {
  readonly #root: KnownMenu | undefined
  readonly #release: Release
  readonly #runtime: RuntimeProperties<D>
  /** The properties found so far, by menu and name. */
  readonly #known = new WeakMap<object, Map<string, KnownProperty<D>>>()

  constructor(root: KnownMenu | undefined, release: Release) {
    this.#root = root
    this.#release = release
    this.#runtime = new RuntimeProperties(root)
  }

  /** The property's declaration with its kind, if this release has it. */
  of(menu: Declared<D>, name: string): KnownProperty<D> | undefined {
    let known = this.#known.get(menu)
    if (known === undefined) this.#known.set(menu, (known = new Map<string, KnownProperty<D>>()))
    const there = known.get(name)
    if (there !== undefined) return there
    const found = this.#found(menu, name)
    if (found !== undefined) known.set(name, found)
    return found
  }

  #found(menu: Declared<D>, name: string): KnownProperty<D> | undefined {
    const declared = Object.hasOwn(menu.properties, name) ? menu.properties[name] : undefined
    const property = declared !== undefined && menu.computed?.[name] === undefined ? declared : this.#runtime.of(menu, name, declared)
    if (property === undefined || !inRange(this.#release, property.releases)) return undefined
    if (isKnownProperty(property)) return property
    return { ...property, type: this.#root?.at(menu.path)?.validatingKindOf(name).strict() ?? anyKind }
  }
}
