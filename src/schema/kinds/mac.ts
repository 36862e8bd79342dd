// Owns the kind `mac`: a hardware address, optionally with a mask; stored in upper case.
import { wrongType } from '../fault.ts'
import { macAddress } from './address.ts'
import { makeKind, type Make } from './make.ts'
import { begins, firstOf, commaSeparated } from './parts.ts'

/** Matches addresses that are stored in upper case: six complete bytes. */
const whole = /^!?[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}(\/[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5})?$/

/** Replaces the separators of an address: all listings have colons. */
const withColons = (text: string): string =>
  text.replace(/[0-9A-F]{2}([:-]?[0-9A-F]{2}){5}/, (address) => (address.match(/[0-9A-F]{2}/g) ?? []).join(':'))

/** Makes the kind `mac`. */
export const mac: Make = (options) =>
  makeKind(options, {
    kind: 'mac',
    fault: (text, argument) =>
      firstOf(commaSeparated(text), (part) =>
        macAddress.test(part) || begins(options.words, part) ? undefined : wrongType(argument, 'mac address'),
      ),
    keep: (text) => (whole.test(text) ? withColons(text.toUpperCase()) : undefined),
    arbitrary: (draw) => draw.mac(),
  })
