// Owns `:convert`: decodes a value from one format, transforms it, encodes it in another.
import { unmatched } from '../../diagnostic/failure.ts'
import { toText } from '../show.ts'
import type { Value } from '../value.ts'
import { codecs, type Codec } from './codec.ts'
import { transforms } from './transform.ts'

/** The arguments of `:convert`. */
export interface Conversion {
  /** The format of the value. Default: its text, in which an unquoted `001` is already the num 1 (I008). */
  readonly from?: string | undefined
  /** The format of the result. Default: `raw`. */
  readonly to?: string | undefined
  /** The names of transforms, applied in order. */
  readonly transform?: readonly string[] | undefined
}

/**
 * Returns the converted value: text, or an array for the formats of bytes and bits. Throws a Failure for unknown names or invalid input.
 */
export function convertValue(value: Value, conversion: Conversion): Value {
  let bytes = conversion.from === undefined ? toText(value) : codec(conversion.from, 'from').read(value)
  for (const name of conversion.transform ?? []) {
    const transform = transforms.get(name)
    if (transform === undefined) throw unmatched('transform')
    bytes = transform(bytes)
  }
  return codec(conversion.to ?? 'raw', 'to').write(bytes)
}

/** The format of a name. Throws a Failure if there is none. */
function codec(name: string, argument: string): Codec {
  const found = codecs.get(name)
  if (found === undefined) throw unmatched(argument)
  return found
}
