// Owns parsing all texts of a script: the file, and the code in its strings, each with its mapping to the file.
import type { Edit, Fix } from '../../diagnostic/diagnostic.ts'
import { holdsCode } from '../../schema/places.ts'
import { Source, type Span } from '../../text/source.ts'
import { Declarations } from '../declarations.ts'
import type { Definitions } from './definitions.ts'
import { disabledIn, otherText, type Disabled } from './disable.ts'
import { embeddedIn, toSurrounding, type Mapping } from './embedded.ts'
import type { Knowledge } from './knowledge.ts'
import type { CommandUse } from './rule.ts'
import { families } from './rules/list.ts'
import { isScriptName } from './rules/script-name.ts'
import { parseTolerant, type TolerantReading } from './tolerant.ts'
import { useOf } from './use.ts'
import { walk } from './walk.ts'

/** The maximum depth of code in strings inside code in strings. */
const maxCodeNesting = 4

/** The group of the names that calls in code in strings pass as arguments. */
export const callArguments = 'arguments of calls'

/** A parsed text, with the mapping to the file that contains it. */
export interface ReadText {
  readonly source: Source
  readonly reading: TolerantReading
  readonly disabled: Disabled
  /** The spans that `walk` skipped. */
  readonly skipped: readonly Span[]
  /** Maps a range of the text to the file; the identity for the file itself. */
  readonly toFile: (span: Span) => Span
  /** Maps fixes to edits of the file, escaped if the text is in a string. */
  readonly toFileFixes: (fixes: readonly Fix[] | undefined) => readonly Fix[]
  /** `source of /system/script/add` for code in a string. */
  readonly within: string | undefined
  /** Whether its caller provides variables, so that undeclared names may have values. */
  readonly partial: boolean
}

/** Parses the code in the strings of a text, and records the definitions of all texts. Returns the text itself and each of these texts. */
export function readsOf(
  source: Source,
  own: TolerantReading,
  { catalog: { root } }: Knowledge,
  definitions: Definitions,
  disabled: Disabled,
): readonly ReadText[] {
  const reads: ReadText[] = []
  const read = (at: Omit<ReadText, 'skipped'>, depth: number): void => {
    const { reading } = at
    const skipped: Span[] = []
    const whole: ReadText = { ...at, skipped }
    reads.push(whole)
    if (at.within === undefined) {
      reading.blankedTexts.forEach((text) => definitions.noteUnparsed(text))
      for (const family of families)
        for (const { group, name } of family.notes?.(reading.parsed.script.body) ?? []) definitions.give(group, name)
    } else new Declarations(reading.parsed.script.body).recorded.passed.forEach((name) => definitions.give(callArguments, name))
    skipped.push(
      ...walk(reading.parsed.script.body, {
        invocation(invocation, straight) {
          const use = useOf(invocation, straight)
          if (use === undefined) return
          definitions.note(use, at.within === undefined ? () => at.source.lineAt(invocation.from) : undefined)
          if (depth < maxCodeNesting) embedded(use, whole, depth)
        },
      }),
    )
  }
  const embedded = (use: CommandUse, around: ReadText, depth: number): void => {
    for (const { argument, value } of use.invocation.given) {
      if (value === undefined || (value.kind !== 'quoted' && value.kind !== 'raw') || !holdsCode(argument.name)) continue
      const inner = embeddedIn(value, around.reading.text)
      if (inner === undefined || inner.text.trim() === '' || isScriptName(inner.text)) continue
      const back = (span: Span): Span => around.toFile(toSurrounding(inner.mapping, span))
      // Events provide variables to their scripts.
      const partial = argument.name !== 'source'
      const toFileFixes = (fixes: readonly Fix[] = []): readonly Fix[] =>
        around.toFileFixes(
          fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => inward(edit, inner.mapping, value.kind === 'quoted')) })),
        )
      const text = new Source(inner.text)
      const within = `${argument.name} of ${use.command.path}`
      // Codes disabled where the string or its command starts are disabled in the whole string.
      const outer = [value.from, use.invocation.from].map((offset) => around.source.lineAt(offset))
      const own = disabledIn(text)
      const disabled: Disabled = (code, line) =>
        own(code, line) === undefined ? outer.map((at) => around.disabled(code, at)).find((by) => by !== undefined) : otherText
      read({ source: text, reading: parseTolerant(text, root), disabled, toFile: back, toFileFixes, partial, within }, depth + 1)
    }
  }
  read({ source, reading: own, disabled, toFile: (span) => span, toFileFixes: (fixes = []) => fixes, partial: false, within: undefined }, 0)
  return reads
}

/** Maps an edit of code in a string to an edit of the surrounding text. */
const inward = ({ text, ...span }: Edit, mapping: Mapping, quoted: boolean): Edit => ({
  ...toSurrounding(mapping, span),
  text: quoted ? text.replaceAll(/["$\\]/g, '\\$&').replaceAll('\n', '\\n') : text,
})
