// Owns checking a whole script: reports the refusals of the device, then runs every rule on the text and on the code in its strings.
import type { Menu } from '../../../grammar/names.ts'
import type { LateError } from '../../../grammar/refusal.ts'
import { isFatal, type Diagnostic } from '../../diagnostic/diagnostic.ts'
import type { BoardModel } from '../../schema/boards.ts'
import type { Variable } from '../../syntax/variables.ts'
import { byteOrderMark } from '../../text/bytes.ts'
import { Source, type Span } from '../../text/source.ts'
import { unclosedAt } from '../trap.ts'
import { Declarations, type DeclaredNames } from '../declarations.ts'
import { Definitions, type Defined } from './definitions.ts'
import { enabledFindings, type ReportedFinding } from './comments.ts'
import { familiesFor } from './concerned.ts'
import { disabledIn } from './disable.ts'
import { finding, ordered } from './finding.ts'
import { boardIn, exportedBy } from '../../schema/export-header.ts'
import type { Knowledge } from './knowledge.ts'
import { renamed } from './fixes.ts'
import { callArguments, readsOf, type ReadText } from './reads.ts'
import { continuesList, follows, lateErrorPlace, refusalPlace, type IsDeclared } from './refused-place.ts'
import { isBroken, parseTolerant } from './tolerant.ts'
import type { RuleFamily, RefusedPlace, CheckedText, CommandUse } from './rule.ts'
import { bareNamesIn } from './rules/condition.ts'
import { byteOrderMarkRemark, byteOrderMarkRule, isByteOrderMark } from './rules/comment.ts'
import { trapsIn, type TrapFinding } from './rules/language.ts'
import { families } from './rules/list.ts'
import { atOpener, newerWord, refusalNotes, reportReadingEnd, withNote } from './rules/reading.ts'
import { didYouMean, similar } from './similar.ts'
import { useOf, writtenOf } from './use.ts'
import { walk } from './walk.ts'

/** All findings about a text, in the order of the file. Never throws because of a text's content. */
export function checkSource(source: Source, knowledge: Knowledge, menu?: Menu): readonly Diagnostic[] {
  const definitions = new Definitions()
  const reading = parseTolerant(source, knowledge.catalog.root, menu, true)
  const found: ReportedFinding[] = []
  const whole: WholeScript = {
    knowledge,
    definitions,
    exported: exportedBy(source.text),
    board: knowledge.board ?? boardIn(source.text),
    declared: new Declarations(reading.parsed.script.body),
    before: [],
    isPartial: () => reading.gaveUpAt !== undefined,
    isBroken: () => isBroken(reading),
    lineOf: (offset) => source.lineAt(offset),
  }
  for (const at of readsOf(source, reading, knowledge, definitions, disabledIn(source)))
    examine(at, whole, { file: source, report: (finding) => found.push(finding) })
  return ordered(enabledFindings(source, found))
}

/** The whole script to which a text belongs. */
export interface WholeScript {
  readonly knowledge: Knowledge
  readonly definitions: Defined
  readonly declared: DeclaredNames
  /** Variables declared before the text, at the script's top level. */
  readonly before: readonly Variable[]
  /** The release that wrote it, if it is an export. */
  readonly exported: string | undefined
  /** The board that it is for, if known. */
  readonly board: BoardModel | undefined
  /** Whether a part of it could not be parsed, so that declarations may be missing. */
  readonly isPartial: () => boolean
  /** Whether any part of it was refused or a `}` ends it, so that its blocks may not end where the author intended. */
  readonly isBroken: () => boolean
  /** The line of an offset of the file. */
  readonly lineOf: (offset: number) => number
  /** For a part of a file: returns the file from the start of this part, and the codes already reported at the end of the file. */
  readonly restOfFile?: () => { readonly source: Source; readonly reportedCodes: Set<string> }
}

/** The receiver of findings. Their offsets count in `file`. */
export interface FindingReceiver {
  readonly file: Source
  readonly report: (finding: ReportedFinding) => void
  /** Reports a language trap of the script itself, before its findings are adjusted. */
  readonly trap?: (trap: TrapFinding) => void
  /** Receives the uses that a family compares with earlier ones, instead of the family. */
  readonly across?: (family: RuleFamily, use: CommandUse) => void
}

/** The view that rules have of one text of a script. Its `report` maps findings to the file and passes them to the receiver. */
export function checkedTextOf(
  at: ReadText,
  { knowledge, definitions, exported, board, lineOf }: WholeScript,
  { file, report }: FindingReceiver,
): CheckedText {
  const { source, reading, within } = at
  return {
    knowledge,
    definitions,
    exportedBy: exported,
    board,
    isInString: within !== undefined,
    lineOf: ({ from }) => lineOf(at.toFile({ from, to: from }).from),
    report(code, { from, to }, remark) {
      const disabledBy = at.disabled(code, source.lineAt(from))
      const related = remark.related?.map(({ message, ...span }) => ({ message, ...at.toFile(span) }))
      const placed = finding(file, at.toFile({ from, to }), code, { ...remark, related, fixes: at.toFileFixes(remark.fixes) }, within)
      // A device never reads this part, so it neither refuses it nor fails there.
      const adjusted =
        reading.end !== undefined && from > reading.end && isFatal(placed) ? { ...placed, severity: 'warning' as const } : placed
      report(disabledBy === undefined ? adjusted : { ...adjusted, disabledBy })
    },
  }
}

/** Runs every rule on one text. */
export function examine(at: ReadText, whole: WholeScript, receiver: FindingReceiver): void {
  const { source, reading, skipped, within } = at
  const checked = checkedTextOf(at, whole, receiver)
  // Lines in messages are those of the file.
  const inFile = (one: Source): Source => {
    const line = within === undefined ? whole.lineOf(0) : 1
    return line === 1 ? one : new Source(one.text, one.name, line)
  }
  const { script, late } = reading.parsed
  const isOwn = within === undefined
  const names = isOwn ? whole : { declared: new Declarations(script.body, (name) => isHandedIn(whole, name)), before: [] }
  const isDeclared = (name: string): boolean => names.declared.has(name)
  reportStops(at, whole, isDeclared, checked, inFile(source))
  for (const family of families) {
    const notes = within === undefined ? undefined : (family.notes?.(script.body) ?? [])
    family.body?.(script.body, checked, (group) =>
      notes === undefined
        ? (whole.definitions.selfNamed(group)?.names ?? new Set())
        : new Set(notes.flatMap((note) => (note.group === group ? [note.name] : []))),
    )
  }
  const menuOfName = new Map<number, string>()
  let before: LateError | undefined
  for (const error of late) {
    if (!isIn(skipped, error.from) && !continuesList(source, before, error))
      reportRefused(lateErrorPlace(error, inFile(source), follows(source, before, error) ? undefined : isDeclared), checked)
    before = error
  }
  walk(script.body, {
    invocation(invocation, straight) {
      const use = useOf(invocation, straight && within === undefined)
      if (use === undefined) return
      const concerned = familiesFor(use.command)
      for (const family of concerned.use)
        if (receiver.across === undefined || family.across === undefined) family.use?.(use, checked)
        else if (family.across(use)) receiver.across(family, use)
      for (const given of invocation.given) {
        const written = writtenOf(given)
        if (written !== undefined) for (const family of concerned.written(written.argument)) family.written?.(written, use, checked)
      }
    },
    condition(condition) {
      for (const { from } of bareNamesIn(condition)) menuOfName.set(from, condition.menu.path)
      for (const family of families) family.condition?.(condition, checked)
    },
  })
  const sureness = {
    isPartial: at.partial || (isOwn ? whole.isPartial() : reading.gaveUpAt !== undefined),
    isBroken: () => (isOwn ? whole.isBroken() : isBroken(reading)),
  }
  for (const trap of trapsIn(script.body, sureness, reading.text, names)) {
    if (isIn(skipped, trap.from)) continue
    if (isOwn) receiver.trap?.(trap)
    reportTrap(trap, menuOfName, reading.text, checked)
  }
  reportReadingEnd(reading, source, checked)
  for (const family of families) family.end?.(checked)
}

/** Whether a call anywhere in the script passes an argument of this name: it may call a script in a string ([:parse $source]). */
const isHandedIn = ({ declared, definitions }: WholeScript, name: string): boolean =>
  declared.passed(name) || definitions.has(callArguments, name)

/** Reports the refusals. Of several signs that are open at the end, only the first is reported. Places in messages count in `file`. */
function reportStops(
  { source, reading, skipped, within }: ReadText,
  whole: WholeScript,
  isDeclared: IsDeclared,
  checked: CheckedText,
  file: Source,
): void {
  const places = new Set<string>()
  for (const stop of reading.stops) {
    if (isIn(skipped, Math.min(stop.refusal.offset, source.text.length))) continue
    if (within === undefined && whole.lineOf(0) === 1 && isByteOrderMark(stop)) {
      checked.report(byteOrderMarkRule.code, { from: 0, to: byteOrderMark.length }, byteOrderMarkRemark)
      continue
    }
    const note = refusalNotes(stop, reading.gaveUpAt !== undefined && stop === reading.stops.at(-1), checked.lineOf)
    // Braces that were appended for parsing are not part of the text, and what is missing there is missing at the end of the file.
    const onwards = stop.refusal.offset >= source.text.length && within === undefined ? whole.restOfFile?.() : undefined
    const own = refusalPlace(stop, isDeclared, source.text.length, (offset) => checked.lineOf({ from: offset, to: offset }))
    const end = onwards?.source.text.length ?? own.from
    const refused = onwards === undefined ? own : { ...own, from: end, to: end, stop: { from: end, to: end } }
    if (onwards?.reportedCodes.has(refused.code) === true) continue
    onwards?.reportedCodes.add(refused.code)
    const place = `${refused.code} ${refused.from}`
    if (places.has(place)) continue
    places.add(place)
    const placed = atOpener(refused, note.opener ?? unclosedAt(source, stop.refusal), onwards?.source ?? source, onwards?.source ?? file)
    reportRefused({ ...placed, ...withNote(placed, newerWord(stop, whole.knowledge) ?? note.open, note.last), last: note.last }, checked)
  }
}

/**
 * Reports a language trap. A property that the facts lack looks like an undeclared variable, but an export only uses valid ones, and not
 * all computed properties are known. `menuOfName` has the menus of names used in conditions, by their place in `text`.
 */
function reportTrap(
  { code, from, to, ...remark }: TrapFinding,
  menuOfName: ReadonlyMap<number, string>,
  text: string,
  { report, exportedBy, knowledge }: CheckedText,
): void {
  const menu = menuOfName.get(from)
  if (code === 'bare-word' && /^where\b/.test(text.slice(from, to)))
    return report(
      code,
      { from, to },
      { message: "'where' is read as a variable here", help: "write 'where' before all conditions: [find where ...]" },
    )
  if (code === 'bare-word' && text[from - 1] === '"' && text[to] === '"')
    return report(code, { from, to }, { ...remark, help: `a '"' inside a string is written \\"`, fixes: [] })
  if (code !== 'bare-word' || menu === undefined) return report(code, { from, to }, remark)
  // The second part of `raid-type` is reported with the first one.
  if (exportedBy !== undefined || !knowledge.sure || /[\w.]-$/.test(text.slice(Math.max(0, from - 2), from))) return
  const whole = /^[\w.]+(?:-[\w.]+)*/.exec(text.slice(from, from + 100))?.[0] ?? ''
  if (!whole.includes('-')) return report(code, { from, to }, { ...remark, severity: 'hint' })
  const properties = knowledge.catalog.menu(menu)?.properties ?? []
  const near = similar(whole, properties)
  const span = { from, to: from + whole.length }
  const message = `'${whole}' is not known as a property of ${menu}: without quotes it is a difference of variables`
  report(code, span, {
    message,
    help: didYouMean(whole, properties),
    fixes: renamed(span, near),
    ...(near.length === 0 ? { severity: 'hint' } : {}),
  })
}

const reportRefused = (refused: RefusedPlace, checked: CheckedText): void =>
  families.forEach((family) => family.refused?.(refused, checked))

const isIn = (spans: readonly Span[], offset: number): boolean => spans.some(({ from, to }) => from <= offset && offset < to)
