// Owns the kind `host`: an address, optionally with its length, a range of addresses, or a name.
import { noAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `host`. */
export const host: Make = (options) => makeKind(options, { kind: 'host', fault: noAddress })
