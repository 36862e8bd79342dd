// Owns applying an export to a device: every command that can be run is, and what is left out is told.
import { Failure } from '../diagnostic/failure.ts'
import type { Session } from '../session.ts'
import type { Device } from '../index.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { referenceOf } from '../schema/references.ts'
import { Brackets } from '../syntax/brackets.ts'
import type { Source } from '../text/source.ts'

/** Something that was not applied. `known` tells that a device refuses it; else it is offbox that does not know it. */
export interface LeftOut {
  readonly line: number
  /** `menu /lcd`, `property poe-out of /interface/ethernet`, or the device's own message. */
  readonly what: string
  readonly known: boolean
}

/** What was left out, and where and why it ended before its end. */
export interface Applied {
  readonly leftOut: readonly LeftOut[]
  readonly ended: Pick<LeftOut, 'line' | 'what'> | undefined
}

/** How many unknown properties of one command are left out before the command is. */
const most = 20

/**
 * Applies an export command by command. Menus and properties that the facts do not know are left out: on the device that wrote them they
 * are right. Commands that fail are left out too, as they would be after `/import` was gone on with. `ended` tells of the limit or the
 * interrupt that ended it, where one did.
 */
export function applyExport(device: Device, source: Source, write: (bytes: string) => void = () => undefined): Applied {
  const leftOut: LeftOut[] = []
  const { text, heads } = withoutUnknown(source, device.catalog.root, leftOut)
  const session = device.session({ write })
  for (const piece of session.pieces(text, 1)) {
    try {
      const failed = attempt(piece.errors, () => piece.run())
      if (failed !== undefined) leftOut.push(...retried(session, heads[piece.firstLine - 1] ?? '', piece, failed))
    } catch (failure) {
      if (failure instanceof Failure) return { leftOut, ended: { line: piece.firstLine, what: failure.message } }
      throw failure
    }
  }
  return { leftOut, ended: undefined }
}

interface Piece {
  readonly firstLine: number
  readonly text: string
}

function attempt(errors: readonly string[], run: () => void): string | undefined {
  const [refused] = errors
  if (refused !== undefined) return refused
  try {
    run()
    return undefined
  } catch (failure) {
    if (failure instanceof Failure && failure.catchable) return failure.message
    throw failure
  }
}

/** A refused command again, without the properties that are not known. */
function retried(session: Session, head: string, { firstLine, text }: Piece, failed: string): readonly LeftOut[] {
  const leftOut: LeftOut[] = []
  let rest = byName(text, failed)
  if (rest !== text) failed = attemptAll(session, head, rest) ?? ''
  if (failed === '') return []
  let base = rest === text ? firstLine : baseOf(rest)
  let message: string | undefined = failed
  for (let round = 0; round < most && message !== undefined; round++) {
    const unknown = unknownProperty(rest, message, base)
    const absent = unknown === undefined ? absentCertificate(rest, head, message) : undefined
    if (unknown === undefined && absent === undefined) break
    rest = unknown?.without ?? absent?.without ?? rest
    leftOut.push({
      line: firstLine,
      what: absent?.what ?? `property ${unknown?.name ?? ''}${head === '' ? '' : ` of ${head}`}`,
      known: false,
    })
    base = baseOf(rest)
    message = attemptAll(session, head, rest)
  }
  return message === undefined ? leftOut : [...leftOut, { line: firstLine, what: message, known: true }]
}

/** The line that messages count a command's first line as when it is read below its menu. */
const baseOf = (text: string): number => (text.startsWith('/') ? 1 : 2)

function attemptAll(session: Session, head: string, text: string): string | undefined {
  let message: string | undefined
  for (const piece of session.pieces(text.startsWith('/') ? text : `${head}\n${text}`, 1))
    message ??= attempt(piece.errors, () => piece.run())
  return message
}

/**
 * `set 7 ... name=pcq-upload-default` counts the rows of the device that wrote it, and rows that were added stand before some of those that
 * every device has (7.24.4): where that name is another row's, the name is meant.
 */
function byName(text: string, message: string): string {
  const name = /\bset \d+ [\s\S]*\bname=(?:\\\r?\n\s*)?("(?:[^"\\]|\\.)*"|[^\s"\\]+)/.exec(text)?.[1]
  return name === undefined || !message.endsWith('already exists') ? text : text.replace(/\bset \d+ /, () => `set [ find name=${name} ] `)
}

/** A value behind a name: bare or in quotes, also at the start of the next line. */
const value = String.raw`(?:=(?:\\\r?\n\s*)?(?:"(?:[^"\\]|\\[\s\S])*"|[^\s"]*))?`

/** The certificate that a command names and that is not there, as exports hold none; and the command without it. */
function absentCertificate(text: string, head: string, message: string): { readonly what: string; readonly without: string } | undefined {
  const name = /^input does not match any value of ([a-z-]+)/.exec(message)?.[1]
  if (name === undefined || referenceOf(head, name)?.of.includes('/certificate') !== true) return undefined
  const setting = new RegExp(String.raw`[\s]${name}${value}`).exec(text)?.[0]
  if (setting === undefined) return undefined
  const without = text.replace(setting, () => '')
  return { what: `certificate ${setting.slice(setting.indexOf('=') + 1).replace(/^\\\r?\n\s*/, '')}`, without }
}

/** The property that a message is about, and the command without it. `base` is the line that messages count the text's first line as. */
function unknownProperty(text: string, message: string, base: number): { readonly name: string; readonly without: string } | undefined {
  const place = / \(line (\d+) column (\d+)\)$/.exec(message)
  if (place === null) return undefined
  const bad = /^bad parameter (\S+)/.exec(message)?.[1]
  const stopped = message.startsWith('expected end of command') ? text.slice(offsetOf(text, Number(place[1]) - base, Number(place[2]))) : ''
  const name = bad ?? /^!?[\w.-]+/.exec(stopped)?.[0]
  if (name === undefined) return undefined
  const written = name.replaceAll(/[.!]/g, (sign) => `\\${sign}`)
  // A line that ends with the property ends with the break before it.
  const found = new RegExp(`(?:\\\\\\r?\\n)?\\s+${written}(?![\\w.-])${value}`).exec(text)
  return found === null ? undefined : { name, without: text.slice(0, found.index) + text.slice(found.index + found[0].length) }
}

/** The offset of a line (from 0) and a column (from 1). */
const offsetOf = (text: string, line: number, column: number): number =>
  text
    .split('\n')
    .slice(0, Math.max(0, line))
    .reduce((at, one) => at + one.length + 1, 0) +
  column -
  1

/** The text with the lines of unknown menus blank, and for each line the path that its section opens with. */
function withoutUnknown(source: Source, root: KnownMenu, leftOut: LeftOut[]): { readonly text: string; readonly heads: readonly string[] } {
  const lines = source.text.split('\n')
  const heads: string[] = []
  let head = ''
  let skips = false
  const brackets = new Brackets(source.text)
  const kept = lines.map((line, at) => {
    const inString = brackets.read(source.lineStart(at + 1)).open.some(({ sign }) => sign === '"')
    if (!inString && line.startsWith('/')) {
      const menu = menuOf(line, root)
      skips = !menu.known
      head = menu.path
      if (skips) leftOut.push({ line: at + 1, what: `menu ${menu.path}`, known: false })
    }
    heads.push(head)
    return skips ? '' : line
  })
  return { text: kept.join('\n'), heads }
}

/** The path of the menu that a line opens, and whether all of it is known. */
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
