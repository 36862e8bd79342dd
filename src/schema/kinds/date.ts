// Owns the kind `date`: a day, in the format of any release.
import { readDate } from '../../value/date.ts'
import { wrongType, type Fault } from '../fault.ts'
import { makeKind, type Make } from './make.ts'

/** Parses a date in either format to nanoseconds since 1970-01-01; undefined for other texts and invalid days. */
export const instantOf = (text: string): bigint | undefined =>
  // A published test of a library sets `oct/1/2020`.
  readDate(text) ?? readDate(text.replace(/\/(\d)\//, '/0$1/'), 'month-name')

/** Returns the fault of a text that is no date; undefined for dates. */
export const dateFault = (text: string, argument: string): Fault | undefined =>
  instantOf(text) === undefined ? wrongType(argument) : undefined

/** Makes the kind `date`: a date, or a date and a time of day. That other texts are refused, and with which message, is *inferred*. */
export const date: Make = (options) =>
  makeKind(options, {
    kind: 'date',
    fault: dateFault,
    arbitrary: (draw) => draw.join([draw.integer(2000, 2037), '-0', draw.integer(1, 9), '-', draw.integer(10, 28)]),
  })
