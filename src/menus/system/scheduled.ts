// Owns when entries of /system/scheduler are due, and running them.
import type { Router } from '../../device/router.ts'
import { describe } from '../../compile/describe.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import type { Row } from '../../schema/menu.ts'
import type { Timed } from '../../schema/menu-services.ts'
import { elements } from '../../schema/property.ts'
import { readDate } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { Time } from '../../value/value.ts'
import { granted } from '../policy.ts'
import { scriptsPath, start } from './stored-script.ts'
import { day, second } from '../../text/units.ts'

/** The menu of scheduled scripts. */
export const schedulerPath = '/system/scheduler'

/** The delay of `startup` after the system's start (the manual). */
const afterStart = 3n * second

/** The state of an entry since the device's start: a restart resets the count (the manual). Never modified in place. */
export interface ScheduleState {
  /** Its scheduled times up to this one are over, in nanoseconds since 1970. */
  readonly after: bigint
  readonly count: number
  readonly running: boolean
}

const isScheduleState = (attachment: unknown): attachment is ScheduleState =>
  typeof attachment === 'object' && attachment !== null && 'after' in attachment

/** Returns the state of an entry; the initial one where it did not change since the device's start. */
export const scheduleStateOf = (row: Row, device: Router): ScheduleState =>
  isScheduleState(row.attachment) ? row.attachment : { after: device.clock.startedAt, count: 0, running: false }

/**
 * Restarts counting now: earlier times are over (a CHR of 7.23.3 does not run an entry at the moment of its start-time), and so is
 * `startup` of a running device.
 */
export function restart(row: Row, device: Router): void {
  const item = device.storeAt(schedulerPath).byId(row.id)
  const now = device.host.clock.now()
  const up = device.clock.startedAt + afterStart
  if (item !== undefined)
    setState(device, item, { ...scheduleStateOf(row, device), after: row.values.get('start-time') === 'startup' && now < up ? up : now })
}

const setState = (device: Router, row: StoredRow, state: ScheduleState): void => device.storeAt(schedulerPath).attach(row, state)

/**
 * Returns when an entry is due next, in nanoseconds since 1970; undefined: never. Its times are in the device's local time, so that a daily
 * one keeps its hour through the seasons. With `startup` and an interval it does not run at startup (the manual).
 */
export function nextRun(row: Row, device: Router): bigint | undefined {
  const { values } = row
  const { after } = scheduleStateOf(row, device)
  if (values.get('disabled') === true) return undefined
  const interval = timeOf(values.get('interval')) ?? 0n
  if (values.get('start-time') === 'startup') {
    const started = device.clock.startedAt + afterStart
    return interval === 0n
      ? later(started, after)
      : (later(started + interval, after) ?? started + ((after - started) / interval + 1n) * interval)
  }
  const date = readDate(show(values.get('start-date') ?? ''), device.dates)
  if (date === undefined) return undefined
  const first = date + (timeOf(values.get('start-time')) ?? 0n)
  const reached = device.local(after)
  const turns = first > reached || interval === 0n ? 0n : (reached - first) / interval + 1n
  return later(onDay(first + turns * interval, interval, row), reached, device)
}

/** Moves a local time on to one of the entry's days of the week. That `days` has names of weekdays is *inferred*. */
function onDay(local: bigint, interval: bigint, { values }: Row): bigint {
  const days = elements(values.get('days') ?? '').map((word) => show(word).slice(0, 3))
  if (days.length === 0 || interval === 0n) return local
  const step = interval > day ? interval : (day / interval) * interval
  let time = local
  for (let tries = 0; tries < 8 && !days.includes(weekdays[Number((time / day + 4n) % 7n)] ?? ''); tries++) time += step
  return time
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const timeOf = (value: unknown): bigint | undefined => (value instanceof Time ? value.ns : undefined)

/** Returns a time if it is after another one, else undefined; with a device a local time is converted to UTC. */
function later(time: bigint, after: bigint, device?: Router): bigint | undefined {
  if (time <= after) return undefined
  return device === undefined ? time : time - (device.local(time) - time)
}

const rowsOf = (device: Router): readonly StoredRow[] => device.storeAt(schedulerPath).items

/** Returns the entry that is due first; those with the same time in the order of the menu (the manual). */
function first(device: Router): readonly [row: StoredRow, at: bigint] | undefined {
  let found: readonly [StoredRow, bigint] | undefined
  for (const row of rowsOf(device)) {
    const at = scheduleStateOf(row, device).running ? undefined : nextRun(row, device)
    if (at !== undefined && (found === undefined || at < found[1])) found = [row, at]
  }
  return found
}

/** The hook that runs due entries: when the next one is due, and running it. */
export const timed: Timed<Router> = {
  next: (device) => first(device)?.[1],
  run(device) {
    const due = first(device)
    if (due === undefined) return
    const [row] = due
    const { count } = scheduleStateOf(row, device)
    const state = { after: device.host.clock.now(), count: count + 1, running: true }
    setState(device, row, state)
    try {
      execute(device, row)
    } finally {
      // The script may have removed its own entry.
      if (rowsOf(device).includes(row)) setState(device, row, { ...state, running: false })
    }
  },
}

/**
 * Runs the script that `on-event` names, else `on-event` itself as code. A named script runs with its own permissions, as with
 * `use-script-permissions` (the manual's experiment of July 2025, so 7.19; *inferred* for other releases). Failures are logged and end
 * nothing else.
 */
function execute(device: Router, row: StoredRow): void {
  const [name, event] = [show(row.values.get('name') ?? ''), show(row.values.get('on-event') ?? '')]
  const policies = granted(device.value(schedulerPath, row, 'policy'))
  const script = device.storeAt(scriptsPath).byName(event)
  try {
    if (script === undefined) device.background(event, { job: device.jobs.make(''), policies })
    else start(device, script, { policies, usesOwn: true, run: device.background })
  } catch (error) {
    if (!(error instanceof Failure) || error.cause?.kind === 'interrupted') throw error
    // The device has restarted, or is off: nothing is logged.
    if (error.halt !== undefined) {
      device.halted = error.halt
      return
    }
    // The same experiment: the message about a named script lacks the scheduler's name.
    device.log(
      'script,error',
      `executing script${script === undefined ? '' : ` ${event}`} from scheduler (${name}) failed, please check it manually`,
    )
    const message = describe(error, 'script')
    device.log('script,error,debug', script === undefined ? `(scheduler:${name}) ${message}` : message)
  }
}
