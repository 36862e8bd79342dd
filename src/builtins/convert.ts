// Owns `:convert`, `:serialize` and `:deserialize`.
import { convert as converted } from '../value/formats/convert.ts'
import { deserialize as read, serialize as written } from '../value/formats/serialize.ts'
import { text } from '../value/show.ts'
import { nil, nothing } from '../value/value.ts'
import { textOf, wordsOf, type Word } from './word.ts'

/** Only in the formats that need no scheme: `from-scheme` and its kin take part in no known example. */
export const convert: Word = {
  takes: ['value', 'from', 'to', 'transform'],
  required: ['value'],
  apply: (_machine, value = nothing, from, to, transform) =>
    converted(value, { from: textOf(from), to: textOf(to), transform: wordsOf(transform) }),
}

/** With `file-name` the text goes into that file, and nothing is given. */
export const serialize: Word = {
  takes: ['value', 'to', 'delimiter', 'order', 'options', 'file-name'],
  required: ['value', 'to'],
  apply(machine, value = nothing, to = nothing, delimiter, order, options, file) {
    const bytes = written(value, { format: text(to), delimiter: textOf(delimiter), order: wordsOf(order), options: wordsOf(options) })
    if (file === undefined) return bytes
    machine.device.files.write(text(file), Buffer.from(bytes, 'latin1'))
    return nil
  },
}

export const deserialize: Word = {
  takes: ['value', 'from', 'delimiter', 'options'],
  required: ['value', 'from'],
  apply: (_machine, value = nothing, from = nothing, delimiter, options) =>
    read(text(value), { format: text(from), delimiter: textOf(delimiter), options: wordsOf(options) }),
}
