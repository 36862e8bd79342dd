// Owns the rows of /queue/interface: one for each interface.
import { companionOf } from '../companion.ts'
import { extend } from '../declaration.ts'

/** Adds and removes the rows with the interfaces. */
export const queueInterface = extend('/queue/interface', companionOf('interface'))
