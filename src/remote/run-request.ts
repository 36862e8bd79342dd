// Owns running a command for clients whose arguments and results are text: REST, the API and similar protocols.
import { entryAt, type InvokeArguments } from '../device/invoke.ts'
import { readQuery, onlyId } from '../device/wire/query.ts'
import type { WireRow } from '../device/types.ts'
import { wireText } from '../device/wire/value.ts'
import { Failure, limited } from '../diagnostic/failure.ts'
import { KnownCommand } from '../schema/known-command.ts'
import type { Session } from '../session.ts'
import { toTime } from '../value/convert.ts'
import { ArrayValue, Id, isEmpty, nil, Time, type Value } from '../value/value.ts'
import { runExecute } from './execute.ts'
import { inspect } from './inspect.ts'
import type { Requester, CommandRequest, CommandReply, Served } from './served.ts'
import { millisecond, second } from '../text/units.ts'
import { lastSegment } from '../text/words.ts'

/** Arguments of `print` that only affect the layout on a console; they are ignored here. */
const shownOnly: ReadonlySet<string> = new Set([
  'append',
  'as-value',
  'brief',
  'detail',
  'follow',
  'follow-only',
  'interval',
  'oid',
  'show-ids',
  'stats',
  'stats-detail',
  'terse',
  'value-list',
  'without-paging',
])

/**
 * Runs a command. `emit` gets the rows of commands with partial results (monitors) as they arrive, each with its `.section`; without it
 * they are returned together. Throws its Failure with the message of REST and the API.
 */
export function runRequest(
  served: Served,
  request: CommandRequest,
  client: Requester,
  emit?: (rows: readonly WireRow[]) => void,
): CommandReply {
  if (request.path === '/execute') return runExecute(served, request.words, client)
  if (request.path === '/console/inspect') return { rows: inspect(served, request.words) }
  const session = consoleFor(served, client)
  const name = lastSegment(request.path)
  if (request.path === '/undo' || request.path === '/redo') return runWord(session, request)
  if (name === 'print' || name === 'getall') return printed(session, { ...request, path: request.path.replace(/getall$/, 'print') })
  const command = entryAt(served.catalog.root, request.path)
  if (command instanceof KnownCommand && command.exact('as-value') !== undefined)
    return name.startsWith('monitor') && !isOnce(request)
      ? monitored(served, session, request, client, emit)
      : replyOf(name, asked(session, request, ['as-value']))
  return replyOf(name, asked(session, name === 'move' ? withoutMissingDestination(served, request) : request))
}

/** Runs a word of the language that consoles have as a command (`/undo`): it takes no arguments and returns nothing. */
function runWord(session: Session, { path, words }: CommandRequest): CommandReply {
  const [unknown] = words.keys()
  if (unknown !== undefined) throw new Failure(`unknown parameter ${unknown}`, { cause: { kind: 'unknown-argument' }, command: '' })
  const { failure } = session.feed(path)
  if (failure !== undefined) throw failure
  return { rows: [] }
}

/** `once` is on for every value except `false` (7.23.1). */
const isOnce = ({ words }: CommandRequest): boolean => words.has('once') && words.get('once') !== 'false'

/** Opens a console for one command, with the policies, the time limit and the interrupt of its requester. */
const consoleFor = ({ session }: Served, { policies, time, interrupted: stops }: Requester): Session =>
  session({
    policies,
    write: () => undefined,
    limits: { time },
    ...(stops === undefined ? {} : { interrupted: stops }),
  })

function printed(session: Session, request: CommandRequest): CommandReply {
  const { words, query = [], proplist } = request
  const given = new Map([...words].filter(([name]) => !shownOnly.has(name)))
  let rows: readonly WireRow[] = []
  const id = onlyId(query)
  const value = asked(session, { ...request, words: given }, [], {
    where: readQuery(query),
    ...(id === undefined ? {} : { singleEquality: { property: '.id', value: () => new Id(id) } }),
    wire: { only: proplist, take: (some) => (rows = some) },
  })
  // The values that a test sets in place of the device are an array of rows.
  return value instanceof ArrayValue ? { rows: value.items.map(rowOf) } : { rows, ret: textOf(value) }
}

/** Removes the destination from a `move` request where its row does not exist: the rows then move to the end (7.23.7). */
function withoutMissingDestination({ router }: Served, request: CommandRequest): CommandRequest {
  const destination = request.words.get('destination')
  const menu = router.menuAt(request.path.slice(0, request.path.lastIndexOf('/')))
  if (destination === undefined || menu === undefined || !/^\*[0-9a-f]+$/i.test(destination)) return request
  if (router.store(menu).byId(parseInt(destination.slice(1), 16)) !== undefined) return request
  return { ...request, words: new Map([...request.words].filter(([name]) => name !== 'destination')) }
}

/**
 * Runs a command with partial results (a monitor) every second, or every `interval`: for `duration`, until it is stopped, or until the
 * client's time limit.
 */
function monitored(
  { router }: Served,
  session: Session,
  request: CommandRequest,
  { time }: Requester,
  emit?: (rows: readonly WireRow[]) => void,
): CommandReply {
  const { clock } = router.host
  // Each result comes from a separate command, so the total time is counted here.
  const end = time === undefined ? undefined : clock.now() + BigInt(time) * millisecond
  const words = new Map(request.words)
  const lasts = words.get('duration')
  const interval = lengthOf(words.get('interval')) ?? second
  for (const name of ['duration', 'interval', 'once']) words.delete(name)
  const turns = lasts === undefined ? Infinity : Math.max(1, Math.round(Number(lengthOf(lasts) ?? second) / Number(interval)))
  const all: WireRow[] = []
  for (let turn = 0; turn < turns; turn++) {
    if (turn > 0) session.sleep(interval)
    if (time !== undefined && end !== undefined && clock.now() >= end) throw limited(`it took longer than ${time / 1000} seconds`)
    const rows = replyOf('', asked(session, { ...request, words }, ['as-value'])).rows.map((row): WireRow => [
      ['.section', String(turn)],
      ...row,
    ])
    if (emit === undefined) all.push(...rows)
    else emit(rows)
  }
  return { rows: all }
}

function lengthOf(text: string | undefined): bigint | undefined {
  const time = text === undefined ? undefined : toTime(text)
  return time instanceof Time && time.ns > 0n ? time.ns : undefined
}

function asked(
  session: Session,
  { path, words, unset }: CommandRequest,
  flags: readonly string[] = [],
  more: Partial<InvokeArguments> = {},
): Value {
  const given = new Map<string, Value>(flags.map((flag) => [flag, true]))
  const { value, failure } = session.invoke(path, { words, given, unset: unset ?? new Set(), exact: true, ...more })
  if (failure !== undefined) throw failure
  return value ?? nil
}

/** Returns the result of a command: rows, or a return value. `get` and `find` return their value. */
function replyOf(name: string, value: Value): CommandReply {
  if (isEmpty(value)) return { rows: [] }
  if (!(value instanceof ArrayValue) || name === 'get') return { rows: [], ret: textOf(value) }
  if (name === 'find') return { rows: [], ret: value.items.map(wireText).join(';') }
  if (value.keyedSize > 0) return { rows: [rowOf(value)] }
  const rows = value.items.filter((item) => item instanceof ArrayValue && item.keyedSize > 0)
  return rows.length === value.items.length ? { rows: rows.map(rowOf) } : { rows: [], ret: textOf(value) }
}

const textOf = (value: Value): string | undefined => (isEmpty(value) ? undefined : wireText(value))

const rowOf = (row: Value): WireRow =>
  row instanceof ArrayValue ? [...row.keys()].map((key): [string, string] => [wireText(key), wireText(row.at(key) ?? '')]) : []

/** A failure in a reply. `category` is the API's; undefined if there is none. */
export interface WireFailure {
  readonly message: string
  readonly category: number | undefined
}

/** The categories of the API's traps that offbox sends (manual, API, "category"). */
export const categories = { missing: 0, argument: 1, interrupted: 2 } as const

/** A failure as REST and the API report it: without a place, `missing =name=` for missing arguments. */
export function failureOnWire(failure: Failure): WireFailure {
  const { cause, message } = failure
  switch (cause?.kind) {
    case 'missing-arguments': {
      const [name = 'numbers'] = cause.missing ?? []
      return { message: `missing =${name === 'numbers' || name === 'number' ? '.id' : name}=`, category: undefined }
    }
    case 'no-such-item':
    case 'no-such-command':
    case 'no-such-entry':
      return { message, category: categories.missing }
    case 'argument':
      return { message, category: categories.argument }
    case 'interrupted':
      return { message, category: categories.interrupted }
  }
  return { message, category: undefined }
}

/** The id of a row as text. */
export const idText = (id: number): string => wireText(new Id(id))
