// Owns the menus of a device: those that are declared, and those that are made from facts at their first use.
import type { ExtendedMenus, ExtensionOn } from './plain/extension.ts'
import type { RouterOptionsOn } from './router-options.ts'
import type { MenuOn } from './types.ts'

/** The menus of a device, by path. */
export class Menus<D> {
  /** The declared menus of the device's release, by path. */
  readonly declared: ReadonlyMap<string, MenuOn<D>>
  readonly #extensions: ReadonlyMap<string, ExtensionOn<D>>
  readonly #extended: ExtendedMenus<D>
  readonly #make: ((path: string) => MenuOn<D> | undefined) | undefined
  /** Menus made from facts, by path. */
  readonly #made = new Map<string, MenuOn<D>>()

  /** `isRelease` returns whether the device's release is in a range; `extendedMenus` has the menus that other devices extended. */
  constructor(
    { menus, extensions = [], plain }: Pick<RouterOptionsOn<D>, 'menus' | 'extensions' | 'plain'>,
    isRelease: (releases: string | undefined) => boolean,
    extendedMenus: ExtendedMenus<D>,
  ) {
    this.#extended = extendedMenus
    this.declared = new Map(menus.filter(({ releases }) => isRelease(releases)).map((menu) => [menu.path, menu]))
    this.#extensions = new Map(extensions.filter(({ releases }) => isRelease(releases)).map((extension) => [extension.path, extension]))
    this.#make = plain
  }

  /** All declarations of the release: of menus in the order of their list, then of extensions. */
  get declarations(): readonly (MenuOn<D> | ExtensionOn<D>)[] {
    return [...this.declared.values(), ...this.#extensions.values()]
  }

  /** All menus with rows: declared ones in the order of their list, then remembered ones. */
  get menusWithRows(): Iterable<MenuOn<D>> {
    return [...this.declared.values(), ...this.#made.values()]
  }

  /** Returns the menu at a path: a declared one, a remembered one, or one made now; undefined where there is none. */
  at(path: string): MenuOn<D> | undefined {
    const known = this.declared.get(path) ?? this.#made.get(path)
    if (known !== undefined) return known
    const made = this.#make?.(path)
    return made && this.remember(made)
  }

  /** Stores the declaration made for a menu without one (plain.ts), with its extension, so that later reads use it. */
  remember(menu: MenuOn<D>): MenuOn<D> {
    const known = this.#made.get(menu.path)
    if (known !== undefined) return known
    const extension = this.#extensions.get(menu.path)
    const whole = extension === undefined ? menu : this.#extended.of(menu, extension)
    this.#made.set(menu.path, whole)
    return whole
  }
}
