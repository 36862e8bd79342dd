// Owns /interface/monitor-traffic: nothing is carried, so every rate is 0 unless it was given from outside.
import { interfaceNamed } from '../../device/plain/interfaces.ts'
import { isOn, required, type Call } from '../../device/call.ts'
import { interrupted } from '../../diagnostic/failure.ts'
import { printSettings } from '../../print/settings.ts'
import { printStyle } from '../../print/style.ts'
import { elements } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { toTime } from '../../value/convert.ts'
import { show } from '../../value/show.ts'
import { ArrayValue, nil, Time, type Value } from '../../value/value.ts'

/** What is told of an interface, in the order of the device. */
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

/** One block; `once`, or for `duration` one a second, or until the user interrupts. */
export function monitorTraffic(call: Call): Value {
  const { device, given, who } = call
  const names = elements(required(call, 'interface')).map(show)
  for (const name of names) if (name !== 'aggregate' && interfaceNamed(device, name) === undefined) throw noMatch('interface')
  const value = (name: string): ArrayValue =>
    new ArrayValue([], new Map<string, Value>([['name', name], ...rates.map((rate) => [rate, 0] as const)]))
  const duration = toTime(given.get('duration') ?? new Time(0n))
  const turns =
    isOn(call, 'once') || isOn(call, 'as-value')
      ? 1
      : duration instanceof Time && duration.ns > 0n
        ? Number(duration.ns / 1_000_000_000n)
        : Infinity
  if (isOn(call, 'as-value')) return oneOrAll(names.map(value))
  for (let turn = 0; turn < turns; turn++) {
    if (turn > 0 && !device.agenda.wait(1_000_000_000n)) throw interrupted()
    const rows = [['name', names] as const, ...rates.map((rate) => [rate, names.map(() => unitOf(rate))] as const)]
    const printed = rows.map(([name, texts]) => ({ name, texts: [texts.join(' ')], quoted: false }))
    who.write(`${printSettings(printed, printStyle(device.release.text))}\n`)
  }
  return nil
}

const unitOf = (rate: string): string => (rate.endsWith('bits-per-second') ? '0bps' : '0')

/** A single block stands alone. */
const oneOrAll = (values: readonly ArrayValue[]): ArrayValue => {
  const [only, ...more] = values
  return only !== undefined && more.length === 0 ? only : new ArrayValue([...values])
}
