// Owns the kind `host`: an address, perhaps with its length, a range of them, or a name.
import { noAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'

export const host: Make = (manner) => makeKind(manner, { kind: 'host', fault: noAddress })
