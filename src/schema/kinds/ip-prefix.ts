// Owns the kind `ip-prefix`: an IPv4 network, or an address.
import { noAddress, readAddressOrPrefix } from './address.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `ip-prefix`. */
export const ipPrefix: Make = (options) =>
  makeKind(options, {
    kind: 'ip-prefix',
    literal: readAddressOrPrefix,
    fault: noAddress,
    arbitrary: (draw) => draw.join([draw.ip(), '/', draw.integer(1, 32)]),
  })
