// Owns the wire form of values: how REST and the API send and compare them.
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, Time, type Value } from '../../value/value.ts'

/**
 * Returns a value as REST and the API send it, as bytes: `true` and `false`, decimal numbers, durations as properties print them
 * (`1d7h44m20s`), the members of a list separated by commas.
 */
export function wireText(value: Value): string {
  if (typeof value === 'string') return value
  if (value instanceof Time) return formatInterval(value)
  if (!(value instanceof ArrayValue)) return show(value)
  if (value.keyedSize === 0) return value.items.map(wireText).join(',')
  return [...value.items.map(wireText), ...[...value.keys()].map((key) => `${show(key)}=${wireText(value.at(key) ?? '')}`)].join(';')
}

/** Whether a value matches a query's text. For a boolean `yes` and `no` match, too. */
export function matchesWire(value: Value, text: string): boolean {
  if (typeof value !== 'boolean') return wireText(value) === text
  return value ? text === 'true' || text === 'yes' : text === 'false' || text === 'no'
}
