// Owns the kind `mac`: a hardware address, perhaps with a mask; kept in capitals.
import { wrongType } from '../fault.ts'
import { macAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'
import { begins, firstOf, listed } from './parts.ts'

/** What is kept in capitals: six whole bytes. */
const whole = /^!?[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}(\/[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})?$/

export const mac: Make = (manner) =>
  makeKind(manner, {
    kind: 'mac',
    fault: (text, argument) =>
      firstOf(listed(text), (part) =>
        macAddress.test(part) || begins(manner.words, part) ? undefined : wrongType(argument, 'mac address'),
      ),
    keep: (text) => (whole.test(text) ? text.toUpperCase() : undefined),
    arbitrary: (draw) => draw.mac(),
  })
