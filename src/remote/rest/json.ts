// Owns the JSON of REST: parses request bodies and serializes responses, as devices do.

/** A member of a body: a text, or a list of texts. */
export type BodyMember = string | readonly string[]

/** Thrown for an invalid body. */
class NoJson extends Error {}

/**
 * Parses a body (bytes, one per character): one object whose values are texts, numbers, booleans or lists of them; all become text. Numbers
 * are decimal, octal (`010`) or hexadecimal (`0x1F`); one with an exponent or a fraction is refused, as on devices. Of duplicate names the
 * last wins. Undefined for an invalid body.
 */
export function readBody(text: string): ReadonlyMap<string, BodyMember> | undefined {
  try {
    const reader = new Reader(text)
    const found = reader.object()
    reader.end()
    return found
  } catch (error) {
    if (error instanceof NoJson) return undefined
    throw error
  }
}

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  end(): void {
    this.#blanks()
    if (this.#at < this.#text.length) throw new NoJson()
  }

  object(): ReadonlyMap<string, BodyMember> {
    const found = new Map<string, BodyMember>()
    this.#sign('{')
    if (this.#takes('}')) return found
    do {
      this.#blanks()
      const name = this.#string()
      this.#sign(':')
      found.set(name, this.#takes('[') ? this.#list() : this.#scalar())
    } while (this.#takes(','))
    this.#sign('}')
    return found
  }

  #list(): readonly string[] {
    const found: string[] = []
    if (this.#takes(']')) return found
    do found.push(this.#scalar())
    while (this.#takes(','))
    this.#sign(']')
    return found
  }

  #scalar(): string {
    this.#blanks()
    if (this.#text[this.#at] === '"') return this.#string()
    const [word] = /^[\w.+-]+/.exec(this.#text.slice(this.#at, this.#at + 64)) ?? []
    if (word === undefined) throw new NoJson()
    this.#at += word.length
    if (word === 'true' || word === 'false') return word
    if (word === 'null') return ''
    const [, sign = '', digits = ''] = /^(-?)(0x[0-9a-fA-F]+|\d+)$/.exec(word) ?? []
    if (digits === '') throw new NoJson()
    const octal = /^0[0-7]+$/.test(digits)
    return `${sign}${BigInt(octal ? `0o${digits.slice(1)}` : digits)}`
  }

  #string(): string {
    this.#sign('"')
    let found = ''
    for (;;) {
      const end = /["\\]/.exec(this.#text.slice(this.#at))
      if (end === null) throw new NoJson()
      found += this.#text.slice(this.#at, this.#at + end.index)
      this.#at += end.index + 1
      if (end[0] === '"') return found
      found += this.#escape()
    }
  }

  /** Reads the escape behind a backslash; code points become UTF-8. */
  #escape(): string {
    const sign = this.#text[this.#at++] ?? ''
    if (sign !== 'u') {
      const plain = Object.hasOwn(escapes, sign) ? escapes[sign] : undefined
      if (plain === undefined) throw new NoJson()
      return plain
    }
    const units = /^[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?/.exec(this.#text.slice(this.#at, this.#at + 10))?.[0]
    if (units === undefined) throw new NoJson()
    const first = parseInt(units.slice(0, 4), 16)
    const isPair = first >= 0xd800 && first < 0xdc00 && units.length > 4
    this.#at += isPair ? units.length : 4
    const text = isPair ? String.fromCharCode(first, parseInt(units.slice(6), 16)) : String.fromCharCode(first)
    return Buffer.from(text, 'utf8').toString('latin1')
  }

  #sign(sign: string): void {
    if (!this.#takes(sign)) throw new NoJson()
  }

  #takes(sign: string): boolean {
    this.#blanks()
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #blanks(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}

/** An object as devices write it: names in alphabetical order, values as text. Bytes above 127 are unchanged. */
export const objectText = (row: readonly (readonly [string, string])[]): string =>
  `{${row
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, text]) => `${JSON.stringify(name)}:${JSON.stringify(text)}`)
    .join(',')}}`
