// Owns `:convert`: decodes a value from one format, transforms it, encodes it in another.
import { unmatched } from '../../diagnostic/failure.ts'
import { text } from '../show.ts'
import type { Value } from '../value.ts'
import { codecs, type Codec } from './codec.ts'
import { transforms } from './transform.ts'

/** The arguments of `:convert`. */
export interface Conversion {
  /** Default: the value's text form. The argument has then already read `001` as the num 1 (I008). */
  readonly from?: string | undefined
  /** Default: `raw`. */
  readonly to?: string | undefined
  /** Applied in order. */
  readonly transform?: readonly string[] | undefined
}

/** The converted value: text, or an array for `to` byte-array and bit-array. Throws a Failure for unknown names and invalid input. */
export function convert(value: Value, conversion: Conversion): Value {
  let bytes = conversion.from === undefined ? text(value) : codec(conversion.from, 'from').read(value)
  for (const name of conversion.transform ?? []) {
    const transform = transforms.get(name)
    if (transform === undefined) throw unmatched('transform')
    bytes = transform(bytes)
  }
  return codec(conversion.to ?? 'raw', 'to').write(bytes)
}

function codec(name: string, argument: string): Codec {
  const found = codecs.get(name)
  if (found === undefined) throw unmatched(argument)
  return found
}
