// Owns the view that traps have of a refused place: the text around it, with strings and brackets recognised.
import type { Menu } from '../../../grammar/names.ts'
import type { Expected } from '../../../grammar/refusal.ts'
import type { PlacedWord, RefusalCode } from '../../diagnostic/refused.ts'
import { continuesLine } from '../../text/logical-line.ts'
import type { Source } from '../../text/source.ts'

/** The part of a refusal or a late error that traps use. `offset` counts in the whole text. */
export interface Trapped {
  readonly code: RefusalCode
  readonly offset: number
  readonly expected: Expected | undefined
  /** The wrong word, if it is at the place. */
  readonly about?: PlacedWord | undefined
  /** Whether the script declares a variable of this name; undefined if that is unknown. */
  readonly isDeclared?: ((name: string) => boolean) | undefined
}

/** A refused place with the text around it. */
export interface TrapPlace {
  readonly refusal: Trapped
  /** The line up to the place, with the lines that `\` joins to it. */
  readonly before: string
  /** The text from the place on, at most `maxBytesBehind` bytes. */
  readonly at: string
  /** The part of `before` that belongs to the innermost command. */
  readonly command: string
  /** The outline of `command`: strings and closed brackets are replaced by words of `_` (`outlineOf`). */
  readonly outline: string
  /** The last word of the command, with its `name=`; a string or a bracket is a word. */
  readonly last: string
  /** Whether the place is in parentheses of the command. */
  readonly inParens: boolean
}

/** Returns the hint for a mistake at a place; undefined if the place has another mistake. */
export type Trap = (place: TrapPlace) => string | undefined

/** The number of bytes before a place that are read. */
const maxBytesBefore = 1_000
/** The number of bytes from a place on that are read. */
export const maxBytesBehind = 400

/** Returns the place of a refusal, with the text around it. */
export function placeOf(source: Source, refusal: Trapped): TrapPlace {
  const { text } = source
  let from = source.lineStart(source.lineAt(Math.min(refusal.offset, text.length)))
  while (continuesLine(text, from) && refusal.offset - from < maxBytesBefore) from = text.lastIndexOf('\n', from - 2) + 1
  const before = text.slice(Math.max(from, refusal.offset - maxBytesBefore), refusal.offset)
  const whole = maskedText(before)
  const start = Math.max(whole.lastIndexOf('{'), whole.lastIndexOf('['), whole.lastIndexOf(';')) + 1
  const blank = /^\s*/.exec(whole.slice(start))?.[0].length ?? 0
  const command = before.slice(start + blank)
  const outline = whole.slice(start + blank)
  const lastFrom = outline.trimEnd().search(/\S+$/)
  return {
    refusal,
    before,
    at: text.slice(refusal.offset, refusal.offset + maxBytesBehind),
    command,
    outline,
    last: lastFrom === -1 ? '' : command.slice(lastFrom).trimEnd(),
    inParens: outline.includes('('),
  }
}

/** Returns a text of the same length in which strings and closed brackets are words of `_`, and continued lines are joined. */
export function maskedText(text: string): string {
  let outline = text
    .replaceAll(/\\\r?\n/g, (join) => ' '.repeat(join.length))
    .replaceAll(/\\[\s\S]/g, '__')
    .replaceAll(/"[^"]*"/g, (string) => '_'.repeat(string.length))
  for (let depth = 0; depth < 50; depth++) {
    const next = outline.replaceAll(/\([^()[\]{}"]*\)|\[[^()[\]{}"]*\]|\{[^()[\]{}"]*\}/g, (part) => '_'.repeat(part.length))
    if (next === outline) break
    outline = next
  }
  return outline
}

/** The maximum length of a rest that a hint repeats, in bytes. */
const maxRestBytes = 50

/** Returns the text up to the end of the command, or to the next `name=`; undefined if it is too long for a hint. */
export function restOf(at: string): string | undefined {
  const outline = maskedText(at)
  const end = outline.search(/[;\r\n)\]}]|\s[\w.-]+=|$/)
  const rest = at.slice(0, end).trim()
  return rest.length > maxRestBytes ? undefined : rest
}

/** The root menu of the names that were expected; undefined if no names were. */
export function rootOf({ expected }: Trapped): Menu | undefined {
  if (expected === undefined) return undefined
  let menu = 'menu' in expected ? expected.menu : 'command' in expected ? expected.command?.menu : undefined
  while (menu?.parent !== undefined) menu = menu.parent
  return menu
}

/** Whether the refused command is a language command. */
export const isOfRoot = ({ expected }: Trapped): boolean =>
  expected !== undefined && 'command' in expected && expected.command !== undefined && expected.command.menu.parent === undefined

/** The name of the refused command; '' if there is none. */
export const refusedCommandName = ({ expected }: Trapped): string =>
  (expected !== undefined && 'command' in expected ? expected.command?.name : undefined) ?? ''

/** Whether a menu or a command of the root has exactly this name. */
export function isRootName(word: string, refusal: Trapped): boolean {
  const found = rootOf(refusal)?.find(word)
  return found !== undefined && ('find' in found ? found.path === `/${word}` : found.name === word)
}
