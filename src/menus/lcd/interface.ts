// Owns the rows of /lcd/interface: one for each port and radio.
import { companionOf } from '../companion.ts'
import { extend } from '../declaration.ts'

/** Adds and removes the rows with the ports and radios. */
export const lcdInterface = extend('/lcd/interface', companionOf('interface', ['/interface/ethernet', '/interface/wireless']))
