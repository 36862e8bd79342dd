// Owns the wire form of values: what REST and the API send, and how they compare it.
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, Time, type Value } from '../../value/value.ts'

/**
 * A value as REST and the API send it, as bytes: `true` and `false`, decimal numbers, lengths of time as properties print them
 * (`1d7h44m20s`), the members of a list with commas between them.
 */
export function wireText(value: Value): string {
  if (typeof value === 'string') return value
  if (value instanceof Time) return formatInterval(value)
  if (!(value instanceof ArrayValue)) return show(value)
  if (value.keyedSize === 0) return value.items.map(wireText).join(',')
  return [...value.items.map(wireText), ...[...value.keys()].map((key) => `${show(key)}=${wireText(value.at(key) ?? '')}`)].join(';')
}

/** Whether a value is what a query means by a text. Of a truth value `yes` and `no` are taken, too. */
export function isWire(value: Value, text: string): boolean {
  if (typeof value !== 'boolean') return wireText(value) === text
  return value ? text === 'true' || text === 'yes' : text === 'false' || text === 'no'
}
