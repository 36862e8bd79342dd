// Owns the syntax of test comments: bodies below them, `name=value` pairs, conditions in brackets.
import type { Source } from '../../text/source.ts'

/** The right side of `=`: a word, or an expression of the language (quoted, or in any brackets). */
export interface WrittenValue {
  readonly text: string
  readonly isExpression: boolean
}

/** `name=value`. */
export interface NamedValue {
  readonly name: string
  readonly value: WrittenValue
}

/** `/ip/dhcp-server/lease [find mac-address=...] status=bound`. */
export interface RowDescription {
  /** `/ip/dhcp-server/lease`. */
  readonly path: string
  /** The content of the brackets behind it; undefined if there are none. */
  readonly inside: string | undefined
  readonly pairs: readonly NamedValue[]
  /** The remaining text. */
  readonly rest: string
}

/**
 * The text in the comments directly below a line: `#| text` is a line with its end, `#\ text` the last one without an end. One blank behind
 * the sign is not part of the text. Undefined if there is no such comment.
 */
export function bodyBelow(source: Source, line: number): string | undefined {
  let found: string | undefined
  for (let at = line + 1; at <= source.lines; at++) {
    const [, sign, text = ''] = /^[ \t]*#([|\\]) ?(.*?)\r?$/.exec(source.lineText(at)) ?? []
    if (sign === undefined) break
    found = `${found ?? ''}${text}${sign === '|' ? '\n' : ''}`
    if (sign === '\\') break
  }
  return found
}

/** Parses a path, brackets and pairs. Undefined if it does not start with a path, and for unclosed brackets or quotes. */
export function readRowDescription(text: string): RowDescription | undefined {
  const path = /^\/[^\s[]*/.exec(text)?.[0]
  if (path === undefined) return undefined
  const behind = readBrackets(text.slice(path.length).trimStart())
  const read = behind && readPairs(behind.rest)
  return read && { path, inside: behind.inside, ...read }
}

/** Parses optional brackets at the start of a text; returns their content and the rest. Undefined if they are not closed. */
export function readBrackets(text: string): { readonly inside: string | undefined; readonly rest: string } | undefined {
  if (!text.startsWith('[')) return { inside: undefined, rest: text }
  const length = lengthOf(text)
  return length === undefined ? undefined : { inside: text.slice(1, length - 1).trim(), rest: text.slice(length).trimStart() }
}

/** Parses pairs at the start of a text; returns them and the rest. Undefined if a value is not closed. */
export function readPairs(text: string): { readonly pairs: readonly NamedValue[]; readonly rest: string } | undefined {
  const pairs: NamedValue[] = []
  let rest = text.trim()
  for (;;) {
    const name = /^[A-Za-z0-9.-]+(?==)/.exec(rest)?.[0]
    if (name === undefined) return { pairs, rest }
    const value = rest.slice(name.length + 1)
    const isExpression = /^["([{$]/.test(value)
    const length = isExpression && !value.startsWith('$') ? lengthOf(value) : value.search(/\s|$/)
    if (length === undefined) return undefined
    pairs.push({ name, value: { text: value.slice(0, length), isExpression } })
    rest = value.slice(length).trimStart()
  }
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The length of the bracket or quote at the start of a text, its end included; undefined if it is not closed. */
function lengthOf(text: string): number | undefined {
  const open: string[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '\\') at++
    else if (open.at(-1) === '"') {
      if (sign === '"') open.pop()
    } else if (sign === '"') open.push(sign)
    else if (closing[sign] !== undefined) open.push(closing[sign])
    else if (sign === open.at(-1)) open.pop()
    if (open.length === 0) return at + 1
  }
  return undefined
}
