// Owns the doors through which this floor declares menus: schema's, with the device and its calls filled in.
import type { Call } from '../device/call.ts'
import type { DeviceExtension, Router } from '../device/router.ts'
import { declare } from '../schema/menu.ts'

/** Declares a menu of the device; a flag, column or order that names no property of it does not compile. */
export const menu = declare<Router, Call>()

/** Adds behaviour to the menu at `path`, which stays as the facts and notes have it otherwise. For menus that `menu` does not declare. */
export const extend = (path: string, hooks: Omit<DeviceExtension, 'path'>): DeviceExtension => ({ path, ...hooks })
