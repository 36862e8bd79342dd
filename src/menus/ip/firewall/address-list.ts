// Owns the time of creation of address-list entries, and their timeouts: they count down, and the entry is removed.
import type { DeviceExtension, Router } from '../../../device/router.ts'
import { failureOfFault, noTime } from '../../../schema/fault.ts'
import type { Change, Row } from '../../../schema/menu.ts'
import { second } from '../../../text/units.ts'
import { formatDateTime } from '../../../value/date.ts'
import { Time, nil, type Value } from '../../../value/value.ts'
import { extend } from '../../declaration.ts'
import { earliest } from '../../earliest.ts'

const endOf = (row: Row): bigint | undefined => {
  const ends = row.values.get('ends')
  return ends instanceof Time ? ends.ns : undefined
}

/** Returns the time left in whole seconds; without an end the stored timeout, if any: such entries stay. */
function left(row: Row, device: Router): Value | undefined {
  const ends = endOf(row)
  if (ends === undefined) return row.values.get('timeout')
  const rest = ends - device.host.clock.now()
  return new Time(rest > 0n ? ((rest + second - 1n) / second) * second : 0n)
}

/** Starts a timeout when it is set. It is a time: only rules that add entries take `none-static` and `none-dynamic` as well. */
function begin({ values }: Change, device: Router): void {
  const timeout = values.get('timeout')
  if (typeof timeout === 'string' && timeout !== '') throw failureOfFault(noTime('timeout'), 'timeout')
  if (timeout instanceof Time) values.set('ends', timeout.ns > 0n ? new Time(device.host.clock.now() + timeout.ns) : nil)
}

/**
 * Returns a function for the next end of an entry: called at each wait, and since lists are long it searches only where rows were changed.
 */
function nextEnd(rowsOf: (device: Router) => ReturnType<Router['store']>): (device: Router) => bigint | undefined {
  const known = new WeakMap<Router, { readonly version: number; readonly next: bigint | undefined }>()
  return (device) => {
    const { version } = device.changes
    const before = known.get(device)
    if (before?.version === version) return before.next
    const next = earliest(rowsOf(device).items.map(endOf))
    known.set(device, { version, next })
    return next
  }
}

/** The manual's page on address lists: after `timeout` the entry is removed; `get` and listings show the time left. */
function expiring(path: string): Omit<DeviceExtension, 'path'> {
  const rowsOf = (device: Router): ReturnType<Router['store']> => device.storeAt(path)
  const remove = (device: Router, goes: (row: Row) => boolean): void => {
    const store = rowsOf(device)
    for (const row of store.items.filter(goes)) store.remove(row)
  }
  /** Removes the entries that end at `last` or before. */
  const removeUntil = (device: Router, last: bigint): void => remove(device, (row) => (endOf(row) ?? last + 1n) <= last)
  return {
    // Stored as the device's date and time at that moment; that it does not follow a change of the time zone is inferred.
    computed: { timeout: left, 'creation-time': ({ values }) => values.get('creation-time') },
    adding(change, device) {
      begin(change, device)
      change.values.set('creation-time', formatDateTime(device.local(device.host.clock.now()), device.dates))
    },
    // The manual: dynamic entries are stored in memory, and a restart removes them; others keep their time of creation.
    booted: (device) =>
      remove(device, (row) => endOf(row) !== undefined || (row.factory === undefined && row.values.get('dynamic') === true)),
    setting: (_row, change, device) => begin(change, device),
    timed: {
      next: nextEnd(rowsOf),
      run: (device) => removeUntil(device, device.host.clock.now()),
    },
  }
}

/** Timeouts of IPv4 address lists. */
export const addressList = extend('/ip/firewall/address-list', expiring('/ip/firewall/address-list'))
/** Timeouts of IPv6 address lists. */
export const ipv6AddressList = extend('/ipv6/firewall/address-list', expiring('/ipv6/firewall/address-list'))
