// Owns random valid items of any menu, as the words of an `add` or `set`.
import fc from 'fast-check'
import { exportValue } from '../../src/print/quote.ts'
import { printStyle } from '../../src/print/style.ts'
import type { Kind } from '../../src/schema/kind.ts'
import type { KnownMenu } from '../../src/schema/known-menu.ts'

const byte = fc.integer({ min: 1, max: 254 })
const ip = fc.tuple(byte, byte, byte, byte).map((parts) => parts.join('.'))
const hex = fc.integer({ min: 0, max: 255 }).map((n) => n.toString(16).toUpperCase().padStart(2, '0'))
const mac = fc.array(hex, { minLength: 6, maxLength: 6 }).map((parts) => parts.join(':'))
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{1,8}$/)
const text = fc.array(fc.constantFrom(...'abz 09-._"$\\?;{}[]()\n\t=,\u00e9\u0001'), { maxLength: 40 }).map((signs) => signs.join(''))
const ip6 = fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 8, maxLength: 8 }).map((parts) => parts.map((n) => n.toString(16)).join(':'))

const wordsOf = (kind: Kind): readonly string[] => kind.words.filter((word) => /^[a-z0-9.-]+$/i.test(word))

/** A text that an argument takes; a word that stands alone is undefined. */
function valueOf(kind: Kind, argument: string): fc.Arbitrary<string> {
  const words = wordsOf(kind)
  const one = plainOf(kind, argument)
  const choices = words.length > 0 ? [fc.constantFrom(...words), ...(kind.kind === 'enum' && kind.closed ? [] : [one])] : [one]
  const single = fc.oneof(...choices)
  if (kind.several && words.length > 1) return fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((all) => all.join(','))
  return kind.negated && kind.kind !== 'string' ? fc.tuple(fc.constantFrom('', '!'), single).map(([sign, value]) => sign + value) : single
}

function plainOf(kind: Kind, argument: string): fc.Arbitrary<string> {
  switch (kind.kind) {
    case 'bool':
      return fc.constantFrom('yes', 'no')
    case 'num':
      return fc.integer({ min: kind.min ?? 0, max: Math.min(kind.max ?? 65535, 2 ** 31) }).map(String)
    case 'time': {
      const [from, to] = [kind.min ?? 0, kind.max ?? 86_400_000]
      return fc.integer({ min: Math.ceil(from / 1000), max: Math.max(Math.ceil(from / 1000), Math.floor(to / 1000)) }).map((seconds) => `${seconds}s`)
    }
    case 'ip':
      return ip
    case 'ip-prefix':
      return fc.tuple(ip, fc.integer({ min: 1, max: 32 })).map(([address, length]) => `${address}/${length}`)
    case 'ip6-prefix':
      return fc.tuple(ip6, fc.integer({ min: 1, max: 128 })).map(([address, length]) => `${address}/${length}`)
    case 'ip-range':
      return fc.tuple(ip, ip).map(([from, to]) => `${from}-${to}`)
    case 'mac':
      return mac
    case 'string':
    case 'hex': {
      if (argument === 'name') return name
      const least = kind.min ?? 0
      return text.map((bytes) => Buffer.from(bytes.padEnd(least, 'x').slice(0, kind.max), 'utf8').toString('latin1').slice(0, kind.max))
    }
    default:
      // A comma alone is no list and no value.
      return fc.oneof(name, ip, fc.integer({ min: 0, max: 65535 }).map(String), text.filter((value) => !/^[,!]+$/.test(value)))
  }
}

/** Arguments that are no properties of the row, or stand apart. */
const placing = new Set(['numbers', 'copy-from', 'place-before', 'comment', 'name'])

const style = printStyle('7.24')

/** The words after `add` or `set` of one item; each as it would be typed. The name is `name` where the menu takes one. */
export function itemOf(menu: KnownMenu, command: 'add' | 'set', given: string | undefined): fc.Arbitrary<string> {
  const all = [...(menu.command(command)?.arguments.values() ?? [])].filter(({ name }) => !placing.has(name) && !name.includes('/'))
  const required = new Set(menu.required)
  const free = all.filter((argument) => !required.has(argument.name))
  const some = fc.subarray(free, { minLength: Math.min(1, free.length), maxLength: Math.min(8, free.length) })
  return some.chain((chosen) => {
    const wanted = [...all.filter((argument) => required.has(argument.name)), ...chosen]
    const parts = wanted.map((argument) =>
      argument.flag ? fc.constant(argument.name) : valueOf(argument.kind, argument.name).map((value) => `${argument.name}=${exportValue(value, style)}`),
    )
    const comment = fc.option(text, { nil: undefined })
    const has = (name: string): boolean => menu.command(command)?.exact(name) !== undefined
    return fc.tuple(fc.tuple(...parts), comment).map(([words, note]) => [
      ...(given !== undefined && has('name') ? [`name=${given}`] : []),
      ...words,
      ...(note !== undefined && has('comment') ? [`comment=${exportValue(Buffer.from(note, 'utf8').toString('latin1'), style)}`] : []),
    ].join(' '))
  })
}
