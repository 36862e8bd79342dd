// Owns the rows of /interface/wireless/nstreme: one for each wireless interface.
import { companionOf } from '../../companion.ts'
import { extend } from '../../declaration.ts'

/** Adds and removes the rows with the wireless interfaces. */
export const nstreme = extend('/interface/wireless/nstreme', companionOf('name', ['/interface/wireless']))
