// Owns reading and writing delimiter-separated values, for `:serialize to=dsv` and `:deserialize from=dsv`.
import { Failure, missingArguments } from '../../diagnostic/failure.ts'
import { byBytes } from '../../text/sorted.ts'
import { guardElements, guardText, pay } from '../limits.ts'
import { toText } from '../show.ts'
import { ArrayValue, type Value } from '../value.ts'

/** How rows are written with delimiters. */
export interface DsvStyle {
  readonly delimiter: string
  /** The columns and their order; default: the keys, sorted by bytes. */
  readonly order: readonly string[] | undefined
  /** `dsv.remap`: a list of maps becomes one column per key. */
  readonly remap: boolean
  /** `dsv.wrap-strings`: text is quoted. */
  readonly wrapStrings: boolean
  /** `dsv.ignore-size`: columns of different length are padded with empty fields. */
  readonly ignoreSize: boolean
}

/**
 * Serializes a value as lines, which LF separates (forum 179268). Throws a Failure `array size mismatch`.
 * - Columns (a keyed array of lists): a header line, and a line for each row.
 * - With `remap` a list of maps: a header line of all keys (`.id#address#...`), and a line for each map.
 * - A list of lists: a line for each list, without a header.
 * - A plain list: one line.
 */
export function writeDsv(value: Value, style: DsvStyle): string {
  const rows = rowsOf(value, style)
  let bytes = 0
  const lines = rows.map((row) => {
    const line = row.map((field) => writeField(field, style)).join(style.delimiter)
    guardText((bytes += line.length + 1))
    pay(workPerField * row.length + line.length)
    return line
  })
  return lines.join('\n')
}

/** The cost of one field, in units of `pay`. */
const workPerField = 128

/** A column name, or a value. */
type Field = { readonly name: string } | Value

function rowsOf(value: Value, style: DsvStyle): Field[][] {
  if (!(value instanceof ArrayValue)) return [[value]]
  if (style.remap) return remapped(value, style.order)
  if (value.keyedSize > 0) return columns(value, style)
  if (!value.items.some((item) => item instanceof ArrayValue)) return [value.items]
  return value.items.map((item) => (item instanceof ArrayValue ? [...item.entries()].map(([, element]) => element) : [item]))
}

function columns(value: ArrayValue, style: DsvStyle): Field[][] {
  const names = style.order ?? value.keys()
  const lists = names.map((name) => {
    const column = value.at(name) ?? ''
    return column instanceof ArrayValue ? column.items : [column]
  })
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0)
  if (!style.ignoreSize && lists.some((list) => list.length !== longest)) throw new Failure('array size mismatch')
  const rows: Field[][] = [names.map((name) => ({ name }))]
  for (let at = 0; at < longest; at++) rows.push(lists.map((list) => list[at] ?? ''))
  return rows
}

function remapped(value: ArrayValue, order: readonly string[] | undefined): Field[][] {
  const maps = value.keyedSize > 0 ? [value] : value.items.filter((item): item is ArrayValue => item instanceof ArrayValue)
  const all = new Set<string>()
  for (const map of maps) for (const key of map.keys()) all.add(key)
  const names = order ?? [...all].sort(byBytes)
  guardElements(names.length * maps.length)
  return [names.map((name) => ({ name })), ...maps.map((map) => names.map((name) => map.at(name) ?? ''))]
}

function writeField(field: Field, style: DsvStyle): string {
  const wrapped = style.wrapStrings && typeof field === 'string'
  const written = typeof field === 'object' && 'name' in field ? field.name : toText(field)
  return wrapped ? `"${written.replaceAll('"', '""')}"` : written
}

const isLineEnd = (byte: number): boolean => byte === 10 || byte === 13

/**
 * Splits text into rows of fields. Lines end in CR, LF or both. A quoted field may contain delimiters, line ends and doubled quotes; an
 * empty last line is ignored.
 */
function readRows(bytes: string, delimiter: string): string[][] {
  if (delimiter === '') throw missingArguments(['delimiter'])
  const rows: string[][] = []
  let row: string[] = []
  let fields = 0
  let at = 0
  while (at < bytes.length) {
    guardElements(++fields)
    const { field, end } = readField(bytes, at, delimiter)
    pay(workPerField + 8 * (end - at))
    row.push(field)
    if (bytes.startsWith(delimiter, end) && delimiter !== '\n' && delimiter !== '\r') {
      at = end + delimiter.length
      // A delimiter at the very end is followed by an empty field.
      if (at === bytes.length) row.push('')
    } else {
      at = bytes.startsWith('\r\n', end) ? end + 2 : end + 1
      rows.push(row)
      row = []
    }
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function readField(bytes: string, from: number, delimiter: string): { field: string; end: number } {
  if (bytes.charAt(from) === '"') {
    let field = ''
    for (let at = from + 1; ;) {
      const quote = bytes.indexOf('"', at)
      if (quote === -1) break
      field += bytes.slice(at, quote)
      if (bytes.charAt(quote + 1) !== '"') {
        const end = quote + 1
        const closed = end === bytes.length || isLineEnd(bytes.charCodeAt(end)) || bytes.startsWith(delimiter, end)
        if (closed) return { field, end }
        break
      }
      field += '"'
      pay(workPerField)
      at = quote + 2
    }
  }
  // Scans byte by byte: searching for the line end from each field would take quadratic time on a long line.
  let end = from
  while (end < bytes.length && !isLineEnd(bytes.charCodeAt(end)) && !bytes.startsWith(delimiter, end)) end++
  return { field: bytes.slice(from, end), end }
}

/**
 * `dsv.plain`: each line is a list. `dsv.array`: the first line has the column names, each other line is a map (I020). Neither: a map of
 * columns, the inverse of `writeDsv` (inferred). Fields are texts.
 */
export function readDsv(bytes: string, delimiter: string, shape: 'plain' | 'array' | 'columns'): ArrayValue {
  const rows = readRows(bytes, delimiter)
  if (shape === 'plain') return new ArrayValue(rows.map((row) => new ArrayValue(row)))
  const [names = [], ...records] = rows
  if (shape === 'array')
    return new ArrayValue(records.map((record) => new ArrayValue([], new Map(names.map((name, at) => [name, record[at] ?? ''])))))
  return new ArrayValue([], new Map(names.map((name, at) => [name, new ArrayValue(records.map((record) => record[at] ?? ''))])))
}
