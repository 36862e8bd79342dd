// Owns `:deserialize from=json`: parses JSON text to values.
import { Failure } from '../../diagnostic/failure.ts'
import { toBytes } from '../../text/bytes.ts'
import { builtArray, guardDepth, guardElements, pay } from '../limits.ts'
import { readLiteral } from '../literal.ts'
import { readNumber } from '../numbers.ts'
import { ArrayValue, nil, type Value } from '../value.ts'

/**
 * Parses a JSON text (bytes). Whole numbers become nums, other numbers keep their source text (the language has no such type), and null
 * becomes nil. Strings are read as literals (L089, L091) unless `keepStrings`. Throws a Failure for invalid JSON (the message is inferred).
 */
export function readJson(bytes: string, keepStrings: boolean): Value {
  return new Reader(bytes, keepStrings).whole()
}

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y
const plain = /[^"\\\x00-\x1f]*/y

/** The cost of one value, or of one string part up to an escape, in units of `pay`. */
const workPerPart = 128

class Reader {
  readonly #bytes: string
  readonly #keepStrings: boolean
  #at = 0
  #elements = 0

  constructor(bytes: string, keepStrings: boolean) {
    this.#bytes = bytes
    this.#keepStrings = keepStrings
  }

  whole(): Value {
    const value = this.#value(0)
    this.#skip()
    if (this.#at < this.#bytes.length) this.#refuse()
    builtArray(this.#elements)
    return value
  }

  #value(depth: number): Value {
    guardDepth(depth)
    guardElements(++this.#elements)
    pay(workPerPart)
    this.#skip()
    switch (this.#bytes.charAt(this.#at)) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"': {
        const read = this.#string()
        return this.#keepStrings ? read : readLiteral(read)
      }
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', nil)
      default:
        return this.#number()
    }
  }

  #object(depth: number): ArrayValue {
    const keyed = new Map<string, Value>()
    this.#at++
    this.#skip()
    if (this.#take('}')) return new ArrayValue()
    do {
      this.#skip()
      if (this.#bytes.charAt(this.#at) !== '"') this.#refuse()
      const key = this.#string()
      this.#skip()
      if (!this.#take(':')) this.#refuse()
      keyed.set(key, this.#value(depth + 1))
      this.#skip()
    } while (this.#take(','))
    if (!this.#take('}')) this.#refuse()
    return new ArrayValue([], keyed)
  }

  #array(depth: number): ArrayValue {
    const items: Value[] = []
    this.#at++
    this.#skip()
    if (this.#take(']')) return new ArrayValue()
    do {
      items.push(this.#value(depth + 1))
      this.#skip()
    } while (this.#take(','))
    if (!this.#take(']')) this.#refuse()
    return new ArrayValue(items)
  }

  #number(): Value {
    number.lastIndex = this.#at
    const found = number.exec(this.#bytes)
    if (found === null) this.#refuse()
    this.#at += found[0].length
    return found[1] === undefined && found[2] === undefined ? readNumber(found[0])! : found[0]
  }

  #string(): string {
    let read = ''
    this.#at++
    for (;;) {
      plain.lastIndex = this.#at
      const run = plain.exec(this.#bytes)?.[0] ?? ''
      read += run
      pay(workPerPart + run.length)
      this.#at += run.length
      const sign = this.#bytes.charAt(this.#at++)
      if (sign === '"') return read
      if (sign !== '\\') this.#refuse()
      read += this.#escape()
    }
  }

  #escape(): string {
    const letter = this.#bytes.charAt(this.#at++)
    if (letter === 'u') {
      const high = this.#unit()
      // A surrogate pair is one character of four bytes.
      const paired = (high & 0xfc00) === 0xd800 && this.#bytes.startsWith('\\u', this.#at)
      if (!paired) return toBytes(String.fromCharCode(high))
      this.#at += 2
      return toBytes(String.fromCharCode(high, this.#unit()))
    }
    return escapes.get(letter) ?? this.#refuse()
  }

  #unit(): number {
    const digits = this.#bytes.slice(this.#at, this.#at + 4)
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) this.#refuse()
    this.#at += 4
    return parseInt(digits, 16)
  }

  #word(word: string, value: Value): Value {
    if (!this.#bytes.startsWith(word, this.#at)) this.#refuse()
    this.#at += word.length
    return value
  }

  #take(sign: string): boolean {
    if (this.#bytes.charAt(this.#at) !== sign) return false
    this.#at++
    return true
  }

  #skip(): void {
    for (;;) {
      const code = this.#bytes.charCodeAt(this.#at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.#at++
    }
  }

  #refuse(): never {
    throw new Failure(`failure: invalid json at byte ${this.#at}`) // inferred
  }
}

const escapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
