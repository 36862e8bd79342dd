// Owns the kind `ip6`: an IPv6 address, optionally with its length.
import { noAddress6 } from './address.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `ip6`. */
export const ip6: Make = (options) => makeKind(options, { kind: 'ip6', fault: noAddress6, arbitrary: (draw) => draw.ip6() })
