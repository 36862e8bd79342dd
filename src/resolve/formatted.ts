// Owns formatting that is proved: what is handed out reads as what came in.
import { parseText, type ParseOptions } from '../../grammar/parse.ts'
import type { Menu } from '../../grammar/names.ts'
import { Refusal } from '../../grammar/refusal.ts'
import { Scope } from '../../grammar/scope.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import { formatScript, type FormatStyle } from '../syntax/format.ts'
import type { Variable } from '../syntax/tree.ts'
import { Source } from '../text/source.ts'
import { diagnose } from './diagnose.ts'
import { meaningOf } from './form.ts'

/** The formatted text (bytes), or why there is none: what the device refuses, or that the result would not say the same. */
export type Formatted = { readonly text: string } | { readonly diagnostics: readonly Diagnostic[] }

/** Where a text stands: the current menu, and what is declared before it where it is a part of a script. */
interface Names {
  readonly root: Menu
  readonly menu?: Menu
  readonly declared?: readonly Variable[]
}

/** Brings a text into the one form. It reads the result again: where that says anything else than the text did, nothing is formatted. */
export function formatted(source: Source, { declared = [], ...names }: Names, style: FormatStyle): Formatted {
  const options = (): ParseOptions => {
    const scope = new Scope(undefined, { size: 0 })
    for (const variable of declared) scope.adopt(variable)
    return { ...names, scope }
  }
  const before = parseText(source, options())
  if (before instanceof Refusal) return { diagnostics: diagnose(source, before) }
  const result = new Source(formatScript(before.script, source, style), source.name)
  const after = parseText(result, options())
  if (
    residue(result) === residue(source) &&
    !(after instanceof Refusal) &&
    meaningOf(after.script, result) === meaningOf(before.script, source)
  )
    return { text: result.text }
  const message = 'the formatted text would not say the same: nothing is changed'
  return { diagnostics: [{ severity: 'error', code: 'format-refused', message, from: 0, to: 0, line: 1, column: 1 }] }
}

/** All that formatting may neither add nor lose, comments above all: a text without blanks, separators, and what joins lines and paths. */
const residue = ({ text }: Source): string => text.replace(/[\s;\\/]+/g, '')
