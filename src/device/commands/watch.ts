// Owns a `print` that goes on: anew each `interval`, and what is new with `follow` and `follow-only`.
import { interrupted } from '../../diagnostic/failure.ts'
import { toTime } from '../../value/convert.ts'
import { nil, Time, type Value } from '../../value/value.ts'
import { isOn, type Call } from '../call.ts'
import type { Item } from '../rows/store.ts'
import { selected } from './selection.ts'
import { second } from '../../text/units.ts'

/** How often rows are looked at where no interval is given: inferred. */
const usual = second

/**
 * Prints once, or until the user interrupts: with `interval` all again each time, with `follow` what came since under a heading of its own
 * (inferred), with `follow-only` nothing but that. Where nothing comes due and there is no network, no row can change any more: it ends
 * there instead of going on for ever.
 */
export function watched(call: Call, print: (rows?: readonly Item[]) => Value): Value {
  const { device, given } = call
  const only = isOn(call, 'follow-only')
  const follows = only || isOn(call, 'follow')
  if (!given.has('interval') && !follows) return print()
  if (isOn(call, 'as-value')) return print()
  const time = toTime(given.get('interval') ?? nil)
  const interval = time instanceof Time && time.ns > 0n ? time.ns : usual
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
