// Owns the counters of /ip/pool: the number of addresses in its ranges. None is in use.
import type { Row } from '../../schema/menu.ts'
import { readIp } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'

/** Returns the number of addresses in the ranges. */
function sizeOf(row: Row): number {
  const ranges = show(row.values.get('ranges') ?? '').split(/[,;]/)
  return ranges.reduce((sum, range) => sum + countOf(range), 0)
}

function countOf(range: string): number {
  const [prefix = '', length] = range.split('/')
  if (length !== undefined) return readIp(prefix) === undefined ? 0 : 2 ** (32 - Number(length))
  const [from = '', to = from] = range.split('-')
  const [first, last] = [readIp(from), readIp(to)]
  return first === undefined || last === undefined || last < first ? 0 : last - first + 1
}

/** The computed properties `total`, `used` (always 0) and `available`, in addresses. */
export const pool = extend('/ip/pool', { computed: { total: sizeOf, used: () => 0, available: sizeOf } })
