// Owns the rules about parsing: unclosed signs, text behind the end of the script, unchecked text.
import { placedMessage, placedText } from '../../../diagnostic/refused.ts'
import type { Opener } from '../../../syntax/brackets.ts'
import type { Source, Span } from '../../../text/source.ts'
import type { Knowledge } from '../knowledge.ts'
import type { RuleFamily, RefusedPlace, Rule, CheckedText } from '../rule.ts'
import type { TolerantReading, ParseStop } from '../tolerant.ts'

const rules: readonly Rule[] = [
  {
    code: 'text-after-brace',
    severity: 'warning',
    tag: 'unused',
    about: 'an unmatched } ends the script, and text follows it',
    why: `A device takes an unmatched '}' at the start of a command for the end of the script: it accepts the text and runs nothing \
behind the brace. Usually a block was closed twice, or the line that opened it is missing.`,
    wrong: ':if (1 = 1) do={\n  :put 1\n}\n}\n:put 2',
    right: ':if (1 = 1) do={\n  :put 1\n}\n:put 2',
  },
]

/** The rules about parsing. */
export const readingRules: RuleFamily = { rules }

/** Reports a `}` at which a device stops reading. */
export function reportReadingEnd({ end }: TolerantReading, { text }: Source, checked: CheckedText): void {
  if (end !== undefined && !/^(?:[ \t\r]*(?:#[^\n]*)?(?:\n|$))*$/.test(text.slice(end + 1)))
    checked.report(
      'text-after-brace',
      { from: end, to: end + 1 },
      {
        message: "this '}' ends the script: nothing behind it is run",
        fixes: [{ title: 'remove it', edits: [{ from: end, to: end + 1, text: '' }], preferred: false }],
      },
    )
}

/** Notes for the finding of a refusal: the unclosed sign if it is on another line, and whether checking stopped there. */
export function refusalNotes(
  { opener, refusal, source }: ParseStop,
  isLast: boolean,
  lineOf: (span: Span) => number,
): { readonly open?: string; readonly opener?: Opener; readonly last?: true } {
  const far = opener !== undefined && source.lineAt(opener.offset) !== source.lineAt(Math.min(refusal.offset, source.text.length))
  const open = far ? `the ${opener.sign} of line ${lineOf({ from: opener.offset, to: opener.offset })} is not closed` : undefined
  return {
    ...(open === undefined || opener === undefined ? {} : { open, opener }),
    ...(isLast ? { last: true } : {}),
  }
}

/**
 * The hints of a refusal with notes about the text. A sign that is `open` on another line replaces the hint of a trap; `last` adds that the
 * text behind the refusal is not checked.
 */
export function withNote(
  { hint, guess }: RefusedPlace,
  open: string | undefined,
  last: true | undefined,
): Pick<RefusedPlace, 'hint' | 'guess'> {
  const unchecked = (help: string | undefined): string | undefined =>
    last === undefined ? help : [help, 'the text behind it is not checked'].filter((part) => part !== undefined).join('; ')
  return open === undefined
    ? { hint: hint === undefined ? undefined : unchecked(hint), guess: unchecked(guess) }
    : { hint: undefined, guess: unchecked(open) }
}

/** Moves a refusal to the unclosed sign on a line above. The message keeps the place where the device stops, counted in `file`. */
export function atOpener(refused: RefusedPlace, opener: Opener | undefined, source: Source, file = source): RefusedPlace {
  const { message, from, stop } = refused
  if (opener === undefined || source.lineAt(opener.offset) === source.lineAt(from)) return refused
  const related = [{ ...stop, message: 'a device stops here' }]
  const placed = placedMessage(file, { message, offset: from })
  return { ...refused, message: placedText(placed), placed, from: opener.offset, to: opener.offset + 1, related }
}

/**
 * Returns the hint that only other releases have the command (`:onerror e in={...}` in 7.12), if the refused place is among its arguments;
 * else undefined. The innermost command that begins before the place counts.
 */
export function newerWord(
  { refusal: { statement, offset }, source }: Pick<ParseStop, 'refusal' | 'source'>,
  knowledge: Knowledge,
): string | undefined {
  const { catalog, history, otherReleases } = knowledge
  const from = Math.max(statement, offset - 4_000)
  const begun = [...source.text.slice(from, offset).matchAll(/(?:^|[[{;\n])[ \t]*[:/]?([a-z]+)(?=[ \t\]])/g)]
  const word = begun.at(-1)?.[1]
  if (word === undefined || catalog.root.find(word) !== undefined) return undefined
  const there = otherReleases(history.entry('/', word), `/${word}`)
  return there === undefined ? undefined : `:${word}: ${there}`
}
