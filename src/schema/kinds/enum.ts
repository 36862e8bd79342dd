// Owns the kind `enum`: words, and lists of words.
import { ArrayValue } from '../../value/value.ts'
import { unknownWord } from '../fault.ts'
import type { Kind, References } from '../kind.ts'
import { shown } from './any.ts'
import { textOfGivenList, makeKind, nothingSpecial, type Make, type KindOptions } from './make.ts'
import { begins, elements, firstOf, listed, pick, word, wordOf } from './parts.ts'
import { readWords } from './words.ts'

const pointed = /^[A-Za-z][A-Za-z0-9-]*\.[A-Za-z0-9.-]*$/

/**
 * Words. Unless `open`, these are all words, for each element of a list, and can be abbreviated; numbers and other forms are accepted,
 * since the facts only list words. If open, they are examples that exist on every device.
 */
export const enumeration: Make = (options) => {
  const { open, negated, several, words } = options
  // Unless abbreviated, a word has to be one of the words: `escape` for `escaped` is accepted (`/terminal/style`). Where words contain dots
  // (`json.pretty`), a release without one of them refuses the script (users of 7.16).
  const hasPoints = words.some((one) => one.includes('.'))
  const isForeign = (text: string): boolean => (word.test(text) || (hasPoints && pointed.test(text))) && !begins(words, text)
  const whole = (text: string, argument: string): string => {
    const sign = negated && text.startsWith('!') ? '!' : ''
    const bare = text.slice(sign.length)
    return word.test(bare) && words.length > 0 ? sign + pick(words, bare, argument) : text
  }
  return makeKind(options, {
    kind: 'enum',
    otherValues: open ? 'values' : 'no other word',
    literal: (text) =>
      !open && (several && hasPoints ? text.split(',') : [text]).some(isForeign) ? undefined : readWords(words, several || !open, text),
    joined(_items, texts, argument) {
      const isQualified = !several && texts.length === 2 && words.includes(texts[0] ?? '') && !words.includes(texts[1] ?? '')
      return isQualified && argument !== 'ipsec-policy' ? texts.join(':') : undefined
    },
    ...(open
      ? {}
      : {
          fault: (text, argument) =>
            words.length === 0 ? undefined : firstOf(listed(text), (part) => (isForeign(part) ? unknownWord(argument, part) : undefined)),
          complete: (text, argument) =>
            text !== '' && (several || negated)
              ? text
                  .split(',')
                  .map((part) => whole(part, argument))
                  .join(',')
              : whole(text, argument),
          strict: () => (several ? strictSet(options, {}) : strictWord(options, {})),
        }),
  })
}

/** Returns an enumeration with other words. */
export const withWords = ({ negated, several, otherValues }: Kind, words: readonly string[]): Kind =>
  enumeration({ ...nothingSpecial, negated, several, open: otherValues === 'values', words })

/** Words that only some releases have, with their ranges. */
export type WordReleases<W extends string> = { readonly [word in W]?: string }

/** One of some words; unique abbreviations are accepted. Stored as text, even where a word consists of digits. */
export const choice = <const W extends string>(words: readonly W[], dated: WordReleases<NoInfer<W>> = {}): Kind =>
  strictWord({ ...nothingSpecial, words }, dated)

/** A set of words, stored as an array in the order of `words`, whatever order they were given in. */
export const setOf = <const W extends string>(words: readonly W[], dated: WordReleases<NoInfer<W>> = {}): Kind =>
  strictSet({ ...nothingSpecial, words, several: true }, dated)

/** One of these words followed by a value (`DNS:router.lan`), or anything else; stored as given. */
export function qualified(words: readonly string[]): Kind {
  const kind = enumeration({ ...nothingSpecial, words, open: true })
  return { ...kind, accept: (value, argument) => textOfGivenList(kind, value, argument), show: shown().show }
}

/**
 * A set of an enumeration's words, which a device stores in the order of the words and shows on one line (`authentication: pap,chap`; lists
 * have a line for each element). Source: listings of the manual; factory rows of IPsec proposals.
 */
export function inOrder(kind: Kind): Kind {
  const { words } = kind
  const place = (part: string): number => (words.includes(part) ? words.indexOf(part) : words.length)
  const sorted = (text: string): string =>
    text.includes(',') && !text.includes('!')
      ? text
          .split(',')
          .sort((a, b) => place(a) - place(b))
          .join(',')
      : text
  const made: Kind = {
    ...kind,
    comparand: (text, argument) => kind.comparand(sorted(text), argument),
    complete: (text, argument) => sorted(kind.complete(text, argument)),
    accept: (given, argument) => kind.keep(made.complete(kind.write(given, argument), argument), argument),
    show: (kept, references, argument) => [kind.show(kept, references, argument).join(',')],
    strict: () => inOrder(kind.strict()),
  }
  return made
}

const existingWords = (words: readonly string[], dated: WordReleases<string>, references: References): readonly string[] =>
  words.filter((word) => references.isRelease(dated[word]))

function strictWord(options: KindOptions, dated: WordReleases<string>): Kind {
  const kind = enumeration(options)
  const { words } = options
  const made: Kind = {
    ...kind,
    otherValues: 'nothing',
    fault: (text, argument) => (text !== '' && begins(words, text) ? undefined : unknownWord(argument, text)),
    accept: (value, argument, references) =>
      pick(existingWords(words, dated, references), wordOf(textOfGivenList(kind, value, argument)), argument),
    keep: (text) => text,
    strict: () => made,
  }
  return made
}

function strictSet(options: KindOptions, dated: WordReleases<string>): Kind {
  const kind = enumeration(options)
  const { words } = options
  const made: Kind = {
    ...kind,
    otherValues: 'nothing',
    fault: (text, argument) =>
      firstOf(elements(text).map(wordOf), (part) => (begins(words, part) ? undefined : unknownWord(argument, part))),
    accept(value, argument, references) {
      const there = existingWords(words, dated, references)
      const chosen = new Set(elements(textOfGivenList(kind, value, argument)).map((element) => pick(there, wordOf(element), argument)))
      return new ArrayValue(words.filter((word) => chosen.has(word)))
    },
    keep: (text) => new ArrayValue([...elements(text)]),
    show: (kept) => elements(kept).map(wordOf),
    strict: () => made,
  }
  return made
}
