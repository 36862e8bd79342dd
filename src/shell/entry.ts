// Owns the text being typed: its lines, the cursor, and editing keys. Pure functions.
import { isKey, typedText, type KeyPress } from './key.ts'

/** A text of lines (LF) with a cursor: an offset in UTF-16 units, never inside a character. */
export interface Entry {
  readonly text: string
  readonly at: number
}

/** An entry without text. */
export const empty: Entry = { text: '', at: 0 }

/** An entry with the cursor at its end. */
export const entryOf = (text: string): Entry => ({ text, at: text.length })

/** Inserts a text at the cursor; line ends of any kind become LF. */
export function insert({ text, at }: Entry, added: string): Entry {
  const clean = added.replaceAll(/\r\n?/g, '\n')
  return { text: text.slice(0, at) + clean + text.slice(at), at: at + clean.length }
}

/** Replaces a range; a cursor behind the range moves with its text. */
export function replace({ text, at }: Entry, from: number, to: number, added: string): Entry {
  const moved = at >= to ? at + added.length - (to - from) : Math.min(at, from)
  return { text: text.slice(0, from) + added + text.slice(to), at: moved }
}

/** The start and end of the line that contains an offset. */
export function lineAt(text: string, at: number): { readonly from: number; readonly to: number } {
  const to = text.indexOf('\n', at)
  return { from: text.lastIndexOf('\n', at - 1) + 1, to: to === -1 ? text.length : to }
}

/** Combining characters, and joiners. */
const joining = /[\p{M}\u200d\ufe0f]/u

/** The offset behind the character at `at`, with its combining characters; a line end has none. */
function after(text: string, at: number): number {
  if (text[at] === '\n') return at + 1
  let next = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  while (next < text.length && joining.test(text[next] ?? '')) next += 1
  return Math.min(next, text.length)
}

/** The offset of the character before `at`. */
function before(text: string, at: number): number {
  let from = lineAt(text, at).from
  if (from === at) return Math.max(0, at - 1)
  for (let next = after(text, from); next < at; next = after(text, from)) from = next
  return from
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}_.-]/u.test(sign)

function wordBefore(text: string, at: number): number {
  let from = at
  while (from > 0 && !isWordSign(text[from - 1])) from -= 1
  while (from > 0 && isWordSign(text[from - 1])) from -= 1
  return from
}

function wordAfter(text: string, at: number): number {
  let to = at
  while (to < text.length && !isWordSign(text[to])) to += 1
  while (to < text.length && isWordSign(text[to])) to += 1
  return to
}

/** Moves the cursor to the end of the line above (-1) or below (1), as a device does; undefined if there is no such line. */
export function acrossLines({ text, at }: Entry, step: -1 | 1): Entry | undefined {
  const { from, to } = lineAt(text, at)
  if (step === -1 ? from === 0 : to === text.length) return undefined
  return { text, at: lineAt(text, step === -1 ? from - 1 : to + 1).to }
}

/**
 * The entry after an editing key; undefined for other keys. Home and End move to the ends of the line, and from there to those of the whole
 * entry. Ctrl-K and Ctrl-U delete behind and before the cursor in its line, Ctrl-W the word before it, Ctrl-\ splits the line.
 */
export function editEntry(entry: Entry, key: KeyPress): Entry | undefined {
  return moved(entry, key) ?? deleted(entry, key) ?? inserted(entry, key)
}

function moved({ text, at }: Entry, key: KeyPress): Entry | undefined {
  const byWord = key.meta === true || (key.ctrl === true && (key.name === 'left' || key.name === 'right'))
  if (byWord && (key.name === 'left' || key.name === 'b')) return { text, at: wordBefore(text, at) }
  if (byWord && (key.name === 'right' || key.name === 'f')) return { text, at: wordAfter(text, at) }
  if (isKey(key, 'left', 'b')) return { text, at: at === 0 ? 0 : before(text, at) }
  if (isKey(key, 'right', 'f')) return { text, at: at === text.length ? at : after(text, at) }
  const { from, to } = lineAt(text, at)
  if (isKey(key, 'home', 'a')) return { text, at: at === from ? 0 : from }
  if (isKey(key, 'end', 'e')) return { text, at: at === to ? text.length : to }
  return undefined
}

function deleted({ text, at }: Entry, key: KeyPress): Entry | undefined {
  const without = (from: number, to: number): Entry => ({ text: text.slice(0, from) + text.slice(to), at: from })
  const { from, to } = lineAt(text, at)
  if (key.ctrl === true && key.name === 'w') return without(wordBefore(text, at), at)
  if (isKey(key, 'backspace', 'h')) return at === 0 ? { text, at } : without(before(text, at), at)
  if (isKey(key, 'delete', 'd')) return at === text.length ? { text, at } : without(at, after(text, at))
  if (key.ctrl === true && key.name === 'k') return without(at, to)
  if (key.ctrl === true && key.name === 'u') return without(from, at)
  return undefined
}

function inserted(entry: Entry, key: KeyPress): Entry | undefined {
  if (key.text === '\x1c') return insert(entry, '\n')
  const text = typedText(key)
  return text === undefined ? undefined : insert(entry, text)
}
