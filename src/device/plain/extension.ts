// Owns putting an extension's behaviour on top of a menu that is made from the facts and notes.
import type { Extension } from '../../schema/menu.ts'
import type { Call } from '../call.ts'
import type { DeviceMenu, Router } from '../router.ts'

export type DeviceExtension = Extension<Router, Call>

/** The menu with the extension's hooks; what both have runs one after the other, the menu's own first. */
export function extended(menu: DeviceMenu, { releases: _, properties, adding, setting, shows, ...hooks }: DeviceExtension): DeviceMenu {
  const own = menu
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
