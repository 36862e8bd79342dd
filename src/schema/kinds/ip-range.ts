// Owns the kind `ip-range`: two IPv4 addresses, or one.
import { noAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'

export const ipRange: Make = (options) =>
  makeKind(options, { kind: 'ip-range', fault: noAddress, arbitrary: (draw) => draw.join([draw.ip(), '-', draw.ip()]) })
