// Owns the kind `enum`: words of a set, and lists of them.
import { ArrayValue } from '../../value/value.ts'
import { unknownWord } from '../fault.ts'
import type { Kind, References } from '../kind.ts'
import { shown } from './any.ts'
import { textOfGivenList, makeKind, noOptions, type Make, type KindOptions } from './make.ts'
import { begins, elements, firstOf, commaSeparated, pick, word, wordOf } from './parts.ts'
import { readWords } from './words.ts'

/** Matches a word with a dot in it. */
const dotted = /^[A-Za-z][A-Za-z0-9-]*\.[A-Za-z0-9.-]*$/

/**
 * Makes the kind `enum`. Unless `open`, an element that is a word must be one of the words, or an abbreviation; numbers and other forms are
 * accepted, since the facts only list words. If `open`, other words are accepted, too: the listed words are those of every device.
 */
export const enumeration: Make = (options) => {
  const { open, negated, several, words } = options
  // Abbreviations are accepted: `escape` for `escaped` (`/terminal/style`). If words contain dots (`json.pretty`), a release that lacks
  // such a word refuses the script (users of 7.16).
  const hasDots = words.some((one) => one.includes('.'))
  const isForeign = (text: string): boolean => (word.test(text) || (hasDots && dotted.test(text))) && !begins(words, text)
  const whole = (text: string, argument: string): string => {
    const sign = negated && text.startsWith('!') ? '!' : ''
    const bare = text.slice(sign.length)
    return word.test(bare) && words.length > 0 ? sign + pick(words, bare, argument) : text
  }
  return makeKind(options, {
    kind: 'enum',
    otherValues: open ? 'values' : 'no other word',
    literal: (text) =>
      !open && (several && hasDots ? text.split(',') : [text]).some(isForeign) ? undefined : readWords(words, several || !open, text),
    joined(_items, texts, argument) {
      const isQualified = !several && texts.length === 2 && words.includes(texts[0] ?? '') && !words.includes(texts[1] ?? '')
      return isQualified && argument !== 'ipsec-policy' ? texts.join(':') : undefined
    },
    ...(open
      ? {}
      : {
          fault: (text, argument) =>
            words.length === 0
              ? undefined
              : firstOf(commaSeparated(text), (part) => (isForeign(part) ? unknownWord(argument, part) : undefined)),
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
  enumeration({ ...noOptions, negated, several, open: otherValues === 'values', words })

/** Words that only some releases have, with their ranges. */
export type WordReleases<W extends string> = { readonly [word in W]?: string }

/**
 * Makes the kind of a declared property with a set of words. Unique abbreviations are accepted. A word is stored as text, even if it
 * consists of digits. `dated` has the releases of words that only some releases have.
 */
export const choice = <const W extends string>(words: readonly W[], dated: WordReleases<NoInfer<W>> = {}): Kind =>
  strictWord({ ...noOptions, words }, dated)

/** Makes the kind of a declared property that holds several words. They are stored as an array in the order of `words`. */
export const setOf = <const W extends string>(words: readonly W[], dated: WordReleases<NoInfer<W>> = {}): Kind =>
  strictSet({ ...noOptions, words, several: true }, dated)

/** Makes the kind of a word followed by a value (`DNS:router.lan`). Any other text is accepted, too. Values are stored as given. */
export function qualified(words: readonly string[]): Kind {
  const kind = enumeration({ ...noOptions, words, open: true })
  return { ...kind, accept: (value, argument) => textOfGivenList(kind, value, argument), show: shown().show }
}

/**
 * Returns an enumeration whose values are stored in the order of its words and shown on one line (`authentication: pap,chap`; lists have a
 * line for each element). Source: listings of the manual; factory rows of IPsec proposals.
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

/** The words that the device's release has. */
const existingWords = (words: readonly string[], dated: WordReleases<string>, references: References): readonly string[] =>
  words.filter((word) => references.isRelease(dated[word]))

/** Makes an enumeration that accepts a single word and nothing else. */
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

/** Makes an enumeration that accepts several words and nothing else. */
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
