// Owns the kind `mac`: a hardware address, perhaps with a mask; kept in capitals.
import { wrongType } from '../fault.ts'
import { macAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'
import { begins, firstOf, listed } from './parts.ts'

/** What is kept in capitals: six whole bytes. */
const whole = /^!?[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}(\/[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})?$/

/** Whichever sign was written between the bytes of an address: all listings have colons. */
const withColons = (text: string): string =>
  text.replace(/[0-9A-F]{2}([:-]?[0-9A-F]{2}){5}/, (address) => (address.match(/[0-9A-F]{2}/g) ?? []).join(':'))

export const mac: Make = (manner) =>
  makeKind(manner, {
    kind: 'mac',
    fault: (text, argument) =>
      firstOf(listed(text), (part) =>
        macAddress.test(part) || begins(manner.words, part) ? undefined : wrongType(argument, 'mac address'),
      ),
    keep: (text) => (whole.test(text) ? withColons(text.toUpperCase()) : undefined),
    arbitrary: (draw) => draw.mac(),
  })
