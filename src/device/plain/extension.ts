// Owns adding an extension's behaviour to a menu that is made from facts and notes.
import type { Extension } from '../../schema/menu.ts'
import type { CallOn, MenuOn } from '../types.ts'

/** An extension of a menu that `plain` makes, with the types of calls filled in; `D` is the device's type. */
export type ExtensionOn<D> = Extension<D, CallOn<D>>

/** Returns the menu with the extension's hooks; where both have one, the menu's own runs first. */
function extended<D>(own: MenuOn<D>, { releases: _, properties, adding, setting, shows, ...hooks }: ExtensionOn<D>): MenuOn<D> {
  return {
    ...own,
    ...hooks,
    properties: { ...own.properties, ...properties },
    ...(adding === undefined
      ? {}
      : {
          adding(change, device) {
            own.adding?.(change, device)
            adding(change, device)
          },
        }),
    ...(setting === undefined
      ? {}
      : {
          setting(row, change, device) {
            own.setting?.(row, change, device)
            setting(row, change, device)
          },
        }),
    ...(shows === undefined ? {} : { shows: (row, name, device) => own.shows?.(row, name, device) !== false && shows(row, name, device) }),
  }
}

/** The menus with extensions that were made so far. A declaration holds no state of a device, so devices that share a menu share these. */
export class ExtendedMenus<D> {
  readonly #made = new WeakMap<MenuOn<D>, WeakMap<ExtensionOn<D>, MenuOn<D>>>()

  /** Returns the menu with the extension's hooks, made at the first call. */
  of(own: MenuOn<D>, extension: ExtensionOn<D>): MenuOn<D> {
    const byExtension = this.#made.get(own) ?? new WeakMap<ExtensionOn<D>, MenuOn<D>>()
    this.#made.set(own, byExtension)
    const made = byExtension.get(extension) ?? extended(own, extension)
    byExtension.set(extension, made)
    return made
  }
}
