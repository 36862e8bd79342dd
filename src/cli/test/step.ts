// Owns the steps of a test at certain lines: rows and simulated values, replies of commands, events.
import { didYouMean, quotedAlternatives } from '../../resolve/check/similar.ts'
import { bodyBelow, readBrackets, readPairs, readRowDescription, type NamedValue, type WrittenValue } from './comment-syntax.ts'
import type { Directive } from '../directive.ts'
import { events, isEvent, type EventName } from '../../schema/device-events.ts'
import type { Source } from '../../text/source.ts'

/** Adds a row, or sets simulated values of rows. */
export interface RowStep {
  readonly kind: 'row'
  readonly line: number
  readonly menu: string
  /** The `find` that selects rows; undefined: a row is added, or there is only one (settings). */
  readonly find: string | undefined
  readonly values: readonly NamedValue[]
}

/** Replaces the result of a command from now on. */
export interface ReplyStep {
  readonly kind: 'reply'
  readonly line: number
  readonly command: string
  /** Only for the command with these arguments. */
  readonly given: readonly NamedValue[]
  /** Printed first. */
  readonly output: string
  /** A return value; the values of a row; or a failure message. */
  readonly outcome: { readonly gives: WrittenValue } | { readonly row: readonly NamedValue[] } | { readonly fails: string }
}

/** An event that starts a script of the device's configuration. */
export interface EventStep {
  readonly kind: 'event'
  readonly line: number
  readonly event: EventName
  /** The `find` that selects the row; undefined: the one that has such a script. */
  readonly find: string | undefined
  readonly variables: readonly NamedValue[]
}

/** A step of a test, which takes effect once, when the script first reaches the line below it. */
export type TestStep = RowStep | ReplyStep | EventStep

type Wrong = (directive: Directive, message: string, hint: string, part?: string) => Error

/** Parses a step; undefined for other comments. Throws the error of `wrong` for an invalid one. */
export function readStep(source: Source, directive: Directive, wrong: Wrong): TestStep | undefined {
  switch (directive.word) {
    case 'row':
      return row(directive, wrong)
    case 'reply':
      return reply(source, directive, wrong)
    case 'event':
      return event(directive, wrong)
    default:
      return undefined
  }
}

function row(directive: Directive, wrong: Wrong): RowStep {
  const { rest, line } = directive
  const described = readRowDescription(rest)
  if (described === undefined || described.rest !== '' || described.pairs.length === 0)
    throw wrong(
      directive,
      `'row ${rest}' cannot be read`,
      'as in # offbox: row /ip/dhcp-server/lease address=10.0.0.9 status=bound; ' +
        'for existing rows: row /interface [find name=ether1] running=no',
    )
  return { kind: 'row', line, menu: described.path, find: described.inside, values: described.pairs }
}

function reply(source: Source, directive: Directive, wrong: Wrong): ReplyStep {
  const { rest, line } = directive
  const cannot = (): Error =>
    wrong(
      directive,
      `'reply ${rest}' cannot be read`,
      'as in # offbox: reply /system/license/get level=free, or reply /tool/ping [address=10.0.0.1] gives 3, ' +
        'or reply COMMAND fails MESSAGE',
    )
  const [, command, more = ''] = /^(\/[^\s[]+)\s*(.*)$/.exec(rest) ?? []
  const brackets = readBrackets(more)
  const given = readPairs(brackets?.inside ?? '')
  if (command === undefined || brackets === undefined || given === undefined || given.rest !== '') throw cannot()
  const output = bodyBelow(source, line) ?? ''
  const base = { kind: 'reply', line, command, given: given.pairs, output } as const
  const [, word, what = ''] = /^(gives|fails)(?:\s+(.*))?$/.exec(brackets.rest) ?? []
  if (word === 'fails') return { ...base, outcome: { fails: what } }
  if (word === 'gives' && what !== '') return { ...base, outcome: { gives: { text: what, isExpression: true } } }
  const values = readPairs(brackets.rest)
  if (values === undefined || values.rest !== '') throw cannot()
  return { ...base, outcome: { row: values.pairs } }
}

function event(directive: Directive, wrong: Wrong): EventStep {
  const { rest, line } = directive
  const [, word = '', more = ''] = /^([a-z0-9-]+)\s*(.*)$/.exec(rest) ?? []
  const names = Object.keys(events)
  if (!isEvent(word))
    throw wrong(directive, `'${word}' is not an event`, didYouMean(word, names) ?? `known are ${quotedAlternatives(names)}`, word)
  const brackets = readBrackets(more)
  const variables = brackets && readPairs(brackets.rest)
  if (brackets === undefined || variables === undefined || variables.rest !== '')
    throw wrong(
      directive,
      `'event ${rest}' cannot be read`,
      'as in # offbox: event dhcp-lease [find name=lan] leaseBound=1 leaseActIP=10.0.0.9',
    )
  const known: Readonly<Record<string, unknown>> | undefined = events[word].variables
  const unknown = known && variables.pairs.find(({ name }) => !Object.hasOwn(known, name))
  if (known !== undefined && unknown !== undefined)
    throw wrong(
      directive,
      `the script of ${word} gets no '${unknown.name}'`,
      didYouMean(unknown.name, Object.keys(known)) ?? `it gets ${quotedAlternatives(Object.keys(known))}`,
    )
  return { kind: 'event', line, event: word, find: brackets.inside, variables: variables.pairs }
}
