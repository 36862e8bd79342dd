// Owns when entries of address lists came, and what becomes of those that have a timeout: it runs down, and the entry goes.
import type { DeviceExtension, Router } from '../../../device/router.ts'
import { failureOf, noTime } from '../../../schema/fault.ts'
import type { Change, Row } from '../../../schema/menu.ts'
import { second } from '../../../text/units.ts'
import { formatDateTime } from '../../../value/date.ts'
import { Time, nil, type Value } from '../../../value/value.ts'
import { extend } from '../../declaration.ts'
import { earliest } from '../../due.ts'

const endOf = (row: Row): bigint | undefined => {
  const ends = row.values.get('ends')
  return ends instanceof Time ? ends.ns : undefined
}

/** What is left of a timeout, in whole seconds; what has none is there for ever. */
function left(row: Row, device: Router): Value | undefined {
  const ends = endOf(row)
  if (ends === undefined) return row.values.get('timeout')
  const rest = ends - device.host.clock.now()
  return new Time(rest > 0n ? ((rest + second - 1n) / second) * second : 0n)
}

/** A timeout begins where it is given. It is a time; rules that add entries take `none-static` and `none-dynamic`, too (the manual). */
function begin({ values }: Change, device: Router): void {
  const timeout = values.get('timeout')
  if (typeof timeout === 'string' && timeout !== '') throw failureOf(noTime('timeout'), 'timeout')
  if (timeout instanceof Time) values.set('ends', timeout.ns > 0n ? new Time(device.host.clock.now() + timeout.ns) : nil)
}

/** When the first entry of a device goes: asked at each wait, and lists are long, so it is looked for only where rows were changed. */
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

/** The manual's page on address lists: after `timeout` the entry is removed; `get` and listings show the time that is left. */
function expiring(path: string): Omit<DeviceExtension, 'path'> {
  const rowsOf = (device: Router): ReturnType<Router['store']> => device.store(device.declared(path))
  const remove = (device: Router, goes: (row: Row) => boolean): void => {
    const store = rowsOf(device)
    for (const row of store.items.filter(goes)) store.remove(row)
  }
  /** Removes the entries that end at `last` or before. */
  const removeUntil = (device: Router, last: bigint): void => remove(device, (row) => (endOf(row) ?? last + 1n) <= last)
  return {
    // Kept as the device's own date and time at that moment; that it does not follow a change of the zone is inferred.
    computed: { timeout: left, 'creation-time': ({ values }) => values.get('creation-time') },
    adding(change, device) {
      begin(change, device)
      change.values.set('creation-time', formatDateTime(device.local(device.host.clock.now()), device.dates))
    },
    // The manual: dynamic entries are kept in memory, and a restart ends them; others keep their time of creation.
    booted: (device) =>
      remove(device, (row) => endOf(row) !== undefined || (row.factory === undefined && row.values.get('dynamic') === true)),
    setting: (_row, change, device) => begin(change, device),
    timed: {
      next: nextEnd(rowsOf),
      run: (device) => removeUntil(device, device.host.clock.now()),
    },
  }
}

export const addressList = extend('/ip/firewall/address-list', expiring('/ip/firewall/address-list'))
export const ipv6AddressList = extend('/ipv6/firewall/address-list', expiring('/ipv6/firewall/address-list'))
