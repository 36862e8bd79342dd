// Owns the kind `ip-range`: a range of IPv4 addresses (`10.0.0.1-10.0.0.9`), or one address.
import { noAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'

/** Makes the kind `ip-range`. */
export const ipRange: Make = (options) =>
  makeKind(options, { kind: 'ip-range', fault: noAddress, arbitrary: (draw) => draw.join([draw.ip(), '-', draw.ip()]) })
