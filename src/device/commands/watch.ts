// Owns a `print` that repeats: everything each `interval`, new rows with `follow` and `follow-only`.
import { interrupted } from '../../diagnostic/failure.ts'
import { toTime } from '../../value/convert.ts'
import { nil, Time, type Value } from '../../value/value.ts'
import { isOn, type CommandCall } from '../call.ts'
import type { StoredRow } from '../rows/store.ts'
import { selected } from './selection.ts'
import { second } from '../../text/units.ts'

/** The interval where none is given: *inferred*. */
const defaultInterval = second

/**
 * Prints once, or repeatedly until the user interrupts: with `interval` everything again, with `follow` also new rows under a heading of
 * their own (*inferred*), with `follow-only` only those. Ends where nothing comes due and there is no network, since no row can change
 * then.
 */
export function watched(call: CommandCall, print: (rows?: readonly StoredRow[]) => Value): Value {
  const { device, given } = call
  const only = isOn(call, 'follow-only')
  const follows = only || isOn(call, 'follow')
  if (!given.has('interval') && !follows) return print()
  if (isOn(call, 'as-value')) return print()
  const time = toTime(given.get('interval') ?? nil)
  const interval = time instanceof Time && time.ns > 0n ? time.ns : defaultInterval
  let seen = new Set(follows ? selected(call) : [])
  if (!only) print()
  while (device.host.network !== undefined || device.agenda.next !== undefined) {
    if (!device.agenda.wait(interval)) throw interrupted()
    if (!follows) {
      print()
      continue
    }
    const rows = selected(call)
    const fresh = rows.filter((row) => !seen.has(row))
    if (fresh.length > 0) print(fresh)
    seen = new Set(rows)
  }
  return nil
}
