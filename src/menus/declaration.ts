// Owns the functions that declare menus: those of schema/ with the types of device and calls filled in.
import type { CommandCall } from '../device/call.ts'
import type { DeviceExtension, Router } from '../device/router.ts'
import { declare } from '../schema/menu.ts'

/** Declares a menu of the device; a flag, column or order with an unknown property does not compile. */
export const menu = declare<Router, CommandCall>()

/** Returns hooks for the menu at `path`, which otherwise stays as facts and notes define it. For menus without a declaration. */
export const extend = (path: string, hooks: Omit<DeviceExtension, 'path'>): DeviceExtension => ({ path, ...hooks })
