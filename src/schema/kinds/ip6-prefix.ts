// Owns the kind `ip6-prefix`: an IPv6 network.
import { noAddress6 } from './address.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `ip6-prefix`. */
export const ip6Prefix: Make = (options) =>
  makeKind(options, {
    kind: 'ip6-prefix',
    fault: noAddress6,
    arbitrary: (draw) => draw.join([draw.ip6(), '/', draw.integer(1, 128)]),
  })
