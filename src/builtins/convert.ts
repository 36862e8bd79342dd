// Owns the commands `:convert`, `:serialize` and `:deserialize`.
import { unmodelled } from '../diagnostic/failure.ts'
import { convertValue as converted } from '../value/formats/convert.ts'
import { deserializeText as read, serializeValue as written } from '../value/formats/serialize.ts'
import { toText } from '../value/show.ts'
import { built, nil, nothing } from '../value/value.ts'
import { textOf, listItems, type LanguageCommand } from './language-command.ts'

/**
 * `:convert` decodes a value from one format, applies transforms and encodes it in another. The effect of `from-scheme`, `to-scheme` and
 * `transform-scheme` is not documented in public: they throw a Failure "not modelled".
 */
export const convert: LanguageCommand = {
  about: 'converts a text to another encoding (hex, base64, url ...), or transforms it',
  takes: ['value', 'from', 'to', 'transform', 'from-scheme', 'to-scheme', 'transform-scheme'],
  required: ['value'],
  apply(_machine, value = nothing, from, to, transform, ...schemes) {
    if (schemes.some((scheme) => scheme !== undefined)) {
      const what = 'from-scheme, to-scheme and transform-scheme of :convert'
      throw unmodelled(what, `${what} are not modelled by offbox`)
    }
    return built(converted(value, { from: textOf(from), to: textOf(to), transform: listItems(transform) }))
  },
}

/** `:serialize` returns a value as JSON or dsv. With `file-name` it writes the text to that file and returns nil. */
export const serialize: LanguageCommand = {
  about: 'serializes a value as JSON or as lines of delimited values',
  takes: ['value', 'to', 'delimiter', 'order', 'options', 'file-name'],
  required: ['value', 'to'],
  apply(machine, value = nothing, to = nothing, delimiter, order, options, file) {
    const bytes = built(
      written(value, { format: toText(to), delimiter: textOf(delimiter), order: listItems(order), options: listItems(options) }),
    )
    if (file === undefined) return bytes
    machine.device.files.write(toText(file), Buffer.from(bytes, 'latin1'))
    return nil
  },
}

/** `:deserialize` returns the value of a JSON or dsv text. */
export const deserialize: LanguageCommand = {
  about: 'parses JSON, or lines of delimited values, into a value',
  takes: ['value', 'from', 'delimiter', 'options'],
  required: ['value', 'from'],
  apply: (_machine, value = nothing, from = nothing, delimiter, options) =>
    built(read(toText(value), { format: toText(from), delimiter: textOf(delimiter), options: listItems(options) })),
}
