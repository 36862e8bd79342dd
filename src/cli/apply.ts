// Owns applying an export to a device: runs every command that can run, and reports the skipped ones.
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import { Failure } from '../diagnostic/failure.ts'
import { checkerFor } from '../host/node/catalog-cache.ts'
import type { Session } from '../session.ts'
import type { Device } from '../index.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { referenceOf } from '../schema/references.ts'
import type { FilePiece } from '../device/console.ts'
import { Brackets } from '../syntax/brackets.ts'
import type { Invocation } from '../syntax/tree.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source, Span } from '../text/source.ts'
import type { NamesOptions } from '../entry-options.ts'

/** A part of an export that was skipped. `reason`: a device refuses it, or offbox does not know it. */
export interface SkippedPart {
  readonly line: number
  /** `menu /lcd`, `property poe-out of /interface/ethernet`, or the device's own message. */
  readonly what: string
  readonly reason: 'refused' | 'unknown'
  /** The failure of a command that a device refuses, with its place in the original text. */
  readonly failure?: Failure
  /** The finding of `check` about a misspelt name, which a device refuses. */
  readonly finding?: Diagnostic
}

/** Describes a skipped part: the device's message, or that the part is unknown. */
export const skippedReason = ({ what, reason }: Pick<SkippedPart, 'what' | 'reason'>): string =>
  reason === 'refused' ? fromBytes(what) : `${fromBytes(what)} is unknown and skipped`

/** The skipped parts, and the failure that ended the run early, if any. */
export interface Applied {
  readonly skipped: readonly SkippedPart[]
  readonly ended: Pick<SkippedPart, 'line' | 'what' | 'failure'> | undefined
}

/** Returns the finding about a misspelt name of a menu or a property in some lines; undefined if there is none. */
type Misspelt = (first: number, last: number) => Diagnostic | undefined

/**
 * Looks up misspelt names in an export by what `check` finds: an unknown name that is close to a known one. Other unknown names may be
 * valid on the board that wrote the export. The export is checked when it is first asked for.
 */
function misspeltIn(source: Source, names: NamesOptions & { readonly release: string }): Misspelt {
  let findings: readonly Diagnostic[] | undefined
  return (first, last) => {
    findings ??= checkerFor(names)
      .check(source)
      .filter(({ severity, code, fixes }) => severity !== 'hint' && ofNames.has(code) && fixes !== undefined && fixes.length > 0)
    return findings.find(({ line }) => line >= first && line <= last)
  }
}

/** The codes of findings about unknown names. */
const ofNames: ReadonlySet<string> = new Set(['bad-command-name', 'bad-parameter', 'expected-end-of-command', 'expected-command-name'])

/** The maximum number of unknown properties removed from one command before the command is skipped. */
const maxUnknownProperties = 20

/**
 * Applies an export command by command. Unknown menus and properties are skipped: they are valid on the device that wrote them. Failed
 * commands are skipped too, as if `/import` had continued, and so are those with a misspelt name if `names` are given. `ended` is the limit
 * or interrupt that stopped it, if any.
 */
export function applyExport(
  device: Device,
  source: Source,
  write: (bytes: string) => void = () => undefined,
  names?: NamesOptions & { readonly release: string },
): Applied {
  const skipped: SkippedPart[] = []
  const misspelt: Misspelt = names === undefined ? () => undefined : misspeltIn(source, names)
  const { text, sections } = withoutUnknown(source, device.catalog.root, misspelt, skipped)
  const session = device.session({ write })
  for (const piece of session.pieces(text, 1)) {
    try {
      device.router.missed = (path) => skipped.push({ line: piece.firstLine, what: `the row of ${path}`, reason: 'unknown' })
      const failed = attempt(piece)
      if (failed !== undefined) skipped.push(...retried(session, sections[piece.firstLine - 1] ?? '', piece, failed, misspelt))
    } catch (failure) {
      if (failure instanceof Failure) return { skipped: inOrder(skipped), ended: { line: piece.firstLine, what: failure.message, failure } }
      throw failure
    } finally {
      device.router.missed = undefined
    }
  }
  return { skipped: inOrder(skipped), ended: undefined }
}

/** Skipped parts in the order of the text: menus are skipped before commands run. */
const inOrder = (skipped: readonly SkippedPart[]): readonly SkippedPart[] => skipped.toSorted((a, b) => a.line - b.line)

/** A failed piece, and its failure. */
interface Failed {
  readonly piece: FilePiece
  readonly failure: Failure
}

/** Runs a piece. Throws uncatchable failures: limits and interrupts. */
function attempt(piece: FilePiece): Failed | undefined {
  const [refused] = piece.errors
  if (refused !== undefined) return { piece, failure: refused }
  try {
    piece.run()
    return undefined
  } catch (failure) {
    if (failure instanceof Failure && failure.catchable) return { piece, failure }
    throw failure
  }
}

/** Repeats a refused command without its unknown properties. */
function retried(
  session: Session,
  section: string,
  { firstLine, text }: FilePiece,
  first: Failed,
  misspelt: Misspelt,
): readonly SkippedPart[] {
  const finding = unknownProperty(first, section) && misspelt(firstLine, firstLine + text.split('\n').length - 1)
  if (finding !== undefined) return [{ line: finding.line, what: finding.message, reason: 'refused', finding }]
  const skipped: SkippedPart[] = []
  const named = first.failure.cause?.kind === 'name-taken' ? byName(first.piece) : undefined
  let rest = named ?? text
  let failed: Failed | undefined = named === undefined ? first : attemptUntilFailure(session, section, named)
  for (let round = 0; round < maxUnknownProperties && failed !== undefined; round++) {
    const bad: SkippedSpan | undefined = unknownProperty(failed, section) ?? absentCertificate(failed, section)
    if (bad === undefined) break
    // A piece that ran in its section's menu may be only a part of the rest.
    const at = rest.indexOf(failed.piece.text)
    if (at === -1) break
    rest = cut(rest, { from: at + bad.from, to: at + bad.to })
    skipped.push({ line: firstLine, what: bad.what, reason: 'unknown' })
    failed = attemptUntilFailure(session, section, rest)
  }
  if (failed === undefined) return skipped
  // A command that requires a skipped argument is skipped without another report.
  if (skipped.length > 0 && failed.failure.cause?.kind === 'missing-arguments') return skipped
  const { failure } = failed
  return [...skipped, { line: firstLine, what: failure.message, reason: 'refused', ...(failed === first ? { failure } : {}) }]
}

function attemptUntilFailure(session: Session, section: string, text: string): Failed | undefined {
  let failed: Failed | undefined
  for (const piece of session.pieces(text.startsWith('/') ? text : `${section}\n${text}`, 1)) failed ??= attempt(piece)
  return failed
}

/** The top-level invocations of a piece. */
const invocationsOf = ({ script }: FilePiece): readonly Invocation[] =>
  (script?.body.statements ?? []).filter((statement) => statement.kind === 'invocation')

/**
 * `set 7 ... name=pcq-upload-default` uses the row numbers of the device that wrote it, where added rows precede some of the default rows
 * (7.24.4): if that name belongs to another row, the name decides.
 */
function byName(piece: FilePiece): string | undefined {
  for (const { command, given } of invocationsOf(piece)) {
    const number = given.find(({ argument, value }) => argument.name === 'numbers' && value?.kind === 'literal' && /^\d+$/.test(value.text))
    const name = given.find(({ argument }) => argument.name === 'name')?.value
    if (command.name !== 'set' || number === undefined || name === undefined) continue
    const { text, from } = piece
    const [before, behind] = [text.slice(0, number.from - from), text.slice(number.to - from)]
    return `${before}[ find name=${text.slice(name.from - from, name.to - from)} ]${behind}`
  }
  return undefined
}

/** A part of a command to skip: a property with its value, as a range of the piece's text. */
interface SkippedSpan extends Span {
  readonly what: string
}

/** The certificate that a command names and that does not exist, since exports contain none. */
function absentCertificate({ piece, failure: { cause } }: Failed, section: string): SkippedSpan | undefined {
  if (cause?.kind !== 'argument' || cause.problem !== 'no-match') return undefined
  const isOne = section.startsWith('/certificate/') || referenceOf(section, cause.argument)?.of.includes('/certificate') === true
  if (!isOne) return undefined
  const given = invocationsOf(piece).flatMap((invocation) => invocation.given.filter(({ argument }) => argument.name === cause.argument))
  const [one] = given
  if (one?.value === undefined) return undefined
  const within = ({ from, to }: Span): Span => ({ from: from - piece.from, to: to - piece.from })
  const { from, to } = within(one.value)
  return { ...within(one), what: `certificate ${piece.text.slice(from, to)}` }
}

/** The unknown property for which a piece was refused. */
function unknownProperty({ piece, failure: { cause } }: Failed, section: string): SkippedSpan | undefined {
  if (cause?.kind !== 'refused') return undefined
  const { code, offset, about } = cause.refused
  const late = code === 'bad-parameter'
  if (!late && code !== 'expected-end-of-command') return undefined
  const from = (late && about !== undefined ? about.from : offset) - piece.from
  const name = late ? about?.word : /^!?[\w.-]+/.exec(piece.text.slice(from))?.[0]
  if (name === undefined) return undefined
  valuePattern.lastIndex = from + name.length
  const to = valuePattern.lastIndex + (valuePattern.exec(piece.text)?.[0].length ?? 0)
  return { from, to, what: `property ${name}${section === '' ? '' : ` of ${section}`}` }
}

/** A value behind an unknown name: bare or quoted, also at the start of the next line. */
const valuePattern = /(?:=(?:\\\r?\n\s*)?(?:"(?:[^"\\]|\\[\s\S])*"|[^\s"]*))?/y

/** The text without a range and the blanks before it; if the range ends its line, also without the line break before it. */
function cut(text: string, { from, to }: Span): string {
  const before = text.slice(0, from).trimEnd()
  const broken = before.endsWith('\\') && before.length < from ? before.slice(0, -1) : before
  return broken + text.slice(to)
}

/** The text with the lines of unknown menus blanked, and the section path of each line. */
function withoutUnknown(
  source: Source,
  root: KnownMenu,
  misspelt: Misspelt,
  skipped: SkippedPart[],
): { readonly text: string; readonly sections: readonly string[] } {
  const lines = source.text.split('\n')
  const sections: string[] = []
  let section = ''
  let skips = false
  const brackets = new Brackets(source.text)
  const kept = lines.map((line, at) => {
    const inString = brackets.read(source.lineStart(at + 1)).open.some(({ sign }) => sign === '"')
    if (!inString && line.startsWith('/')) {
      const menu = menuOf(line, root)
      skips = !menu.known
      section = menu.path
      const finding = skips ? misspelt(at + 1, at + 1) : undefined
      if (finding !== undefined) skipped.push({ line: at + 1, what: finding.message, reason: 'refused', finding })
      else if (skips) skipped.push({ line: at + 1, what: `menu ${menu.path}`, reason: 'unknown' })
    }
    sections.push(section)
    return skips ? '' : line
  })
  return { text: kept.join('\n'), sections }
}

/** The menu path that a line opens, and whether all of it is known. */
function menuOf(line: string, root: KnownMenu): { readonly path: string; readonly known: boolean } {
  let menu = root
  for (const word of line.slice(1).trimEnd().split(/[ /]+/)) {
    if (word === '') continue
    const found = menu.find(word)
    if (found === undefined) return { path: `${menu.path === '/' ? '' : menu.path}/${word}`, known: false }
    if (!(found instanceof KnownMenu)) break
    menu = found
  }
  return { path: menu.path, known: true }
}
