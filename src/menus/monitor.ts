// Owns commands that report a block of values repeatedly (`monitor`, `monitor-traffic`): once, for a time, as a value, or to a `do=`.
import { isOn, type CommandCall } from '../device/call.ts'
import { interrupted } from '../diagnostic/failure.ts'
import { printSettings } from '../print/settings.ts'
import { printStyle } from '../print/style.ts'
import { toTime } from '../value/convert.ts'
import { show } from '../value/show.ts'
import { ArrayValue, nil, Time, type Value } from '../value/value.ts'
import { second } from '../text/units.ts'

/** The values of one row, in the order of the device; `listed` is the printed text where it differs from the value. */
export type MonitorValues = readonly (readonly [name: string, value: Value, listed?: string])[]

/**
 * Reports `blocks`, computed anew each turn: one turn with `once` or `as-value`, one each `interval` for `duration`, or until the user
 * interrupts. `do=` runs once for each block with its values as variables, and nothing is printed then (*inferred*).
 */
export function monitored(call: CommandCall, blocks: () => readonly MonitorValues[]): Value {
  const { device, given, actor } = call
  if (isOn(call, 'as-value')) return oneOrAll(blocks().map((block) => new ArrayValue([], valuesOf(block))))
  const length = (name: string, defaultValue: bigint): bigint => {
    const time = toTime(given.get(name) ?? nil)
    return time instanceof Time && time.ns > 0n ? time.ns : defaultValue
  }
  const interval = length('interval', second)
  const turns = isOn(call, 'once') ? 1 : given.has('duration') ? Number(length('duration', interval) / interval) : Infinity
  const work = given.get('do')
  for (let turn = 0; turn < turns; turn++) {
    if (turn > 0 && !device.agenda.wait(interval)) throw interrupted()
    const current = blocks()
    if (work === undefined) actor.write(printed(current, device.release.text))
    else for (const block of current) actor.call(work, valuesOf(block))
  }
  return nil
}

const valuesOf = (block: MonitorValues): Map<string, Value> => new Map(block.map(([name, value]) => [name, value]))

/** Formats the values of several rows side by side, as a device does. */
function printed(blocks: readonly MonitorValues[], release: string): string {
  const [first = []] = blocks
  const rows = first.map(([name], at) => {
    const texts = blocks.map((block) => block[at]?.[2] ?? show(block[at]?.[1] ?? ''))
    return { name, texts: [texts.join(' ')], quoted: false }
  })
  return `${printSettings(rows, printStyle(release))}\n`
}

/** Returns a single block itself, several as an array. */
const oneOrAll = (values: readonly ArrayValue[]): ArrayValue => {
  const [only, ...more] = values
  return only !== undefined && more.length === 0 ? only : new ArrayValue([...values])
}
