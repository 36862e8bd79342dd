// Owns /interface/monitor-traffic: no traffic passes, so every rate is 0 unless a test sets it.
import { interfaceNamed } from '../../device/plain/interfaces.ts'
import { required, type CommandCall } from '../../device/call.ts'
import { elements } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import { monitored, type MonitorValues } from '../monitor.ts'

/** The reported rates of an interface, in the order of the device. */
const rates: readonly string[] = [
  ...['rx', 'tx'].flatMap((way) => [
    `${way}-packets-per-second`,
    `${way}-bits-per-second`,
    `fp-${way}-packets-per-second`,
    `fp-${way}-bits-per-second`,
    `${way}-drops-per-second`,
    ...(way === 'tx' ? ['tx-queue-drops-per-second'] : []),
    `${way}-errors-per-second`,
  ]),
]

/**
 * `monitor-traffic interface`: reports the rates of interfaces, all 0. Throws a Failure for an unknown interface; `aggregate` means all
 * together.
 */
export function monitorTraffic(call: CommandCall): Value {
  const { device } = call
  const names = elements(required(call, 'interface')).map(show)
  for (const name of names) if (name !== 'aggregate' && interfaceNamed(device, name) === undefined) throw noMatch('interface')
  const ratesOf = (name: string): MonitorValues => [
    ['name', name],
    ...rates.map((rate) => [rate, 0, rate.endsWith('bits-per-second') ? '0bps' : '0'] as const),
  ]
  return monitored(call, () => names.map(ratesOf))
}
