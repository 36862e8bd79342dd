// Owns the kind of lists whose elements have one kind.
import { ArrayValue } from '../../value/value.ts'
import type { Kind } from '../kind.ts'
import { textOfGivenList } from './make.ts'
import { elements, firstOf, wordOf } from './parts.ts'

/** Makes the kind of a list of values of one kind, which is stored as an array in the given order. */
export function list(element: Kind): Kind {
  const made: Kind = {
    ...element,
    several: true,
    read: (literal, argument, quoted) =>
      quoted || !literal.includes(',')
        ? element.read(literal, argument, quoted)
        : new ArrayValue(literal.split(',').map((part) => element.read(part, argument, false) ?? part)),
    fault: (text, argument) => firstOf(elements(text).map(wordOf), (part) => element.fault(part, argument)),
    accept: (value, argument, references) =>
      new ArrayValue(elements(textOfGivenList(element, value, argument)).map((member) => element.accept(member, argument, references))),
    keep: (text, argument) => new ArrayValue(elements(text).map((part) => element.keep(wordOf(part), argument))),
    get: (kept, references) => new ArrayValue(elements(kept).map((member) => element.get(member, references))),
    show: (kept, references, argument) => elements(kept).flatMap((member) => element.show(member, references, argument)),
    quoted: false,
    right: false,
    arbitrary: (draw, argument) => draw.list(element.arbitrary(draw, argument), 4),
    strict: () => made,
  }
  return made
}
