// Owns the choice of the format and the options of `:serialize` and `:deserialize`.
import { unmatched } from '../../diagnostic/failure.ts'
import type { Value } from '../value.ts'
import { readDsv, writeDsv } from './dsv.ts'
import { readJson } from './json-read.ts'
import { writeJson } from './json-write.ts'

/** The arguments of `:serialize` and `:deserialize`. */
export interface Serialization {
  /** `json` or `dsv`. */
  readonly format: string
  /** The separator of fields in `dsv`. Default: `,` (inferred). */
  readonly delimiter?: string | undefined
  readonly order?: readonly string[] | undefined
  /** Option names as on the console: `json.pretty`, `dsv.remap`, ... */
  readonly options?: readonly string[] | undefined
}

/** The options of a device (7.16 and later). */
const serializeOptions: readonly string[] = [
  'json.pretty',
  'json.no-string-conversion',
  'dsv.array',
  'dsv.plain',
  'dsv.remap',
  'dsv.wrap-strings',
  'dsv.ignore-size',
]

/** Serializes a value to text (bytes). Throws a Failure for unknown names and for `array size mismatch`. */
export function serializeValue(value: Value, asked: Serialization): string {
  const has = options(asked)
  if (asked.format === 'json') return writeJson(value, { pretty: has('json.pretty'), keepStrings: has('json.no-string-conversion') })
  if (asked.format !== 'dsv') throw unmatched('to')
  return writeDsv(value, {
    delimiter: asked.delimiter ?? ',',
    order: asked.order,
    remap: has('dsv.remap'),
    wrapStrings: has('dsv.wrap-strings'),
    ignoreSize: has('dsv.ignore-size'),
  })
}

/** Deserializes a text (bytes). Throws a Failure for unknown names and invalid text. */
export function deserializeText(bytes: string, asked: Serialization): Value {
  const has = options(asked)
  if (asked.format === 'json') return readJson(bytes, has('json.no-string-conversion'))
  if (asked.format !== 'dsv') throw unmatched('from')
  return readDsv(bytes, asked.delimiter ?? ',', has('dsv.plain') ? 'plain' : has('dsv.array') ? 'array' : 'columns')
}

/** Whether an option was given, by its full name. */
function options(asked: Serialization): (name: string) => boolean {
  const given = new Set((asked.options ?? []).map(wholeOption))
  return (name) => given.has(name)
}

/** Expands a unique prefix of an option (`json.pre`), as the console does for every keyword; that it does here is inferred. */
function wholeOption(written: string): string {
  if (serializeOptions.includes(written)) return written
  const [only, ...more] = serializeOptions.filter((option) => written !== '' && option.startsWith(written))
  if (only === undefined || more.length > 0) throw unmatched('options')
  return only
}
