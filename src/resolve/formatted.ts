// Owns formatting with verification: the result is parsed again, and must have the same meaning as the text.
import { parseText, type ParseTextOptions } from '../../grammar/parse.ts'
import type { Menu } from '../../grammar/names.ts'
import type { Parsed } from '../../grammar/parser.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { NameScope } from '../../grammar/scope.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import { endOfStatement } from '../syntax/brackets.ts'
import { formatScript, type FormatStyle } from '../syntax/format.ts'
import type { Variable } from '../syntax/variables.ts'
import { Source } from '../text/source.ts'
import { isMenuUnknown } from './check/walk.ts'
import { diagnose } from './diagnose.ts'
import { meaningOf } from './form.ts'

/**
 * The formatted text (bytes), or why the text was not formatted: the device refuses it, or the result would have another meaning. `refusal`
 * is that of the text itself; it is absent behind statements with unknown names.
 */
export type Formatted = { readonly text: string } | Unformatted

/** Why a text was not formatted. */
interface Unformatted {
  readonly diagnostics: readonly Diagnostic[]
  readonly refusal?: Refusal
}

/** The context of a text: the current menu, and the variables declared before it if it is a part of a script. */
interface Names {
  readonly root: Menu
  readonly menu?: Menu
  readonly declared?: readonly Variable[]
}

/** The maximum number of statements with unknown names in a text. */
const maxUnknownStatements = 200

/**
 * Formats a text. Parses the result again, and formats nothing if its meaning or its comments differ. A statement refused for an unknown
 * name stays unchanged. If all line ends are CRLF, the result has CRLF too.
 */
export function formatted(source: Source, { declared = [], ...names }: Names, style: FormatStyle): Formatted {
  const options = (): ParseTextOptions => {
    const scope = new NameScope(undefined, { size: 0 })
    for (const variable of declared) scope.adopt(variable)
    return { ...names, scope }
  }
  const kept = withoutUnknown(source, options)
  if ('diagnostics' in kept) return kept
  const { text, parts, before } = kept
  const result = new Source(formatScript(before.script, text, style), source.name)
  const after = parseText(result, options())
  if (
    residue(result) === residue(text) &&
    !(after instanceof Refusal) &&
    meaningOf(after.script, result) === meaningOf(before.script, text)
  ) {
    const whole = parts.reduce((all, part, at) => all.replace(markOf(at), () => part), result.text)
    return { text: isCrLf(source.text) ? whole.replaceAll(/\r?\n/g, '\r\n') : whole }
  }
  const message = 'the formatted text would not say the same: nothing is changed'
  return { diagnostics: [{ severity: 'error', code: 'format-refused', message, from: 0, to: 0, line: 1, column: 1 }] }
}

/** A text whose statements with unknown names are replaced by comments, and these statements. */
interface Kept {
  readonly text: Source
  readonly before: Parsed
  readonly parts: readonly string[]
}

/** Replaces each top-level statement that is only refused for a name with a comment. */
function withoutUnknown(source: Source, options: () => ParseTextOptions): Kept | Unformatted {
  const parts: string[] = []
  const cuts: Cut[] = []
  let text = source
  let parsed = parseText(text, options())
  for (; parsed instanceof Refusal; parsed = parseText(text, options())) {
    const end = parts.length === maxUnknownStatements || source.text.includes(mark) ? undefined : endOfUnknown(text, parsed, options)
    if (end === undefined) {
      const diagnostics = diagnose(text, parsed).map((one) => inSource(one, source, cuts))
      return { diagnostics, ...(cuts.length === 0 ? { refusal: parsed } : {}) }
    }
    const { statement } = parsed
    const part = text.text.slice(statement, end).trimEnd()
    text = new Source(text.text.slice(0, statement) + markOf(parts.length) + text.text.slice(statement + part.length), source.name)
    cuts.push({ at: statement, was: part.length, is: markOf(parts.length).length })
    parts.push(part)
  }
  return { text, before: parsed, parts }
}

/** A replacement, as the number of bytes before and after. */
interface Cut {
  readonly at: number
  readonly was: number
  readonly is: number
}

/** Maps a finding in the text with comments to the source. */
function inSource(found: Diagnostic, source: Source, cuts: readonly Cut[]): Diagnostic {
  const back = (offset: number): number =>
    cuts.reduceRight((there, { at, was, is }) => (there >= at + is ? there + was - is : Math.min(there, at + was)), offset)
  const [from, to] = [back(found.from), back(found.to)]
  return { ...found, from, to: Math.max(from, to), ...source.placeAt(from) }
}

const mark = '# offbox keeps '
const markOf = (at: number): string => `${mark}${at}.`

/**
 * The end of the statement with the unknown name; that of a menu includes everything up to the next path from the root. Undefined if
 * something else is wrong.
 */
function endOfUnknown(source: Source, refusal: Refusal, options: () => ParseTextOptions): number | undefined {
  const { text } = source
  const { statement, offset, about, expected } = refusal
  const isInUnknown = isInUnknownMenu(source, refusal, options)
  const isUnknown = about !== undefined && expected !== undefined && ('menu' in expected || 'command' in expected || 'argument' in expected)
  if (!isInUnknown && !isUnknown) return undefined
  const end = endOfStatement(text, statement, offset)
  if (end === undefined) return undefined
  const isMenu = expected !== undefined && 'menu' in expected && text[statement] === '/'
  if (!isInUnknown && !isMenu) return end
  const next = /^[/:]/m.exec(text.slice(end))
  return next === null ? text.length : end + next.index
}

/** Whether the refused statement is a line for an unknown menu: `set` there is read as the command `:set`, and refused. */
function isInUnknownMenu(source: Source, { statement }: Refusal, options: () => ParseTextOptions): boolean {
  if ('/:'.includes(source.text[statement] ?? '/')) return false
  const before = parseText(source, { ...options(), to: statement })
  return !(before instanceof Refusal) && isMenuUnknown(before.script.body)
}

const isCrLf = (text: string): boolean => text.includes('\r\n') && !/(?<!\r)\n/.test(text)

/** The characters that formatting must preserve: the text without blanks, separators, and signs that join lines and paths. */
const residue = ({ text }: Source): string => text.replace(/[\s;\\/]+/g, '')
