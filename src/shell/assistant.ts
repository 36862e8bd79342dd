// Owns the assistance for a console entry: colours, completion, help, and detection of secrets. It calls `ide/` with the console's own
// context: menu, globals, rows of the device.
import type { Command, Menu } from '../../grammar/names.ts'
import type { Router } from '../device/router.ts'
import { lookupsAt, completionsAt, type Completion } from '../ide/complete.ts'
import { Document } from '../ide/document.ts'
import { hoverAt } from '../ide/hover.ts'
import type { Lookup } from '../ide/lookup-recorder.ts'
import { tokensOf, type Class } from '../ide/tokens.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { referenceOf } from '../schema/references.ts'
import { isSince } from '../schema/release.ts'
import { isSecretName } from '../schema/secret.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { Source } from '../text/source.ts'
import { show } from '../value/show.ts'
import type { Offer, Offers } from './completion.ts'
import type { Coloured } from './screen.ts'

/** The console's colours as SGR numbers: menus cyan, commands magenta, arguments green, as on a device. */
const colours: Readonly<Record<Class, number>> = {
  dir: 36,
  cmd: 35,
  arg: 32,
  'variable-local': 33,
  'variable-global': 33,
  'variable-parameter': 33,
  comment: 90,
  escaped: 93,
  string: 0,
  number: 0,
  enum: 0,
}

/** Matches `name=` of a secret argument in a text that does not parse. */
const secretText = /(?:pass\w*|secret|psk|[\w-]*(?:-passphrase|-password|-secret|private-key|pre-shared-key))"?\s*=\s*[^\s;\]})]/i

/** The maximum number of row names offered. */
const maxNames = 500

/** The console's context: its menu and device. */
export interface ConsolePlace {
  /** The current menu at the start of the next entry. */
  readonly menu: Menu
  readonly device: Router
  readonly checker: Checker
}

/**
 * An entry as a document of `ide/`, preceded by its globals and menu. Offsets of the entry count in characters, those of `ide/` in bytes.
 */
class EntryDocument {
  readonly document: Document
  readonly #text: string
  readonly #before: number

  constructor(text: string, { menu, device, checker }: ConsolePlace) {
    const names = [...device.globals.values()].filter(({ value }) => value !== undefined).map(({ name }) => name)
    const globals = names.map((name) => `:global "${name.replaceAll(/["\\$]/g, '\\$&')}"\n`).join('')
    const before = `${globals}${menu.parent === undefined ? '' : `${menu.path}\n`}`
    this.#text = text
    this.#before = before.length
    this.document = new Document(new Source(before + toBytes(text), ''), checker)
  }

  /** Converts a character offset of the entry to a byte offset of the document. */
  byteAt(at: number): number {
    return this.#before + toBytes(this.#text.slice(0, at)).length
  }

  /** Converts a byte offset of the document to a character offset of the entry. */
  characterAt(at: number): number {
    const bytes = toBytes(this.#text)
    return fromBytes(bytes.slice(0, Math.max(0, at - this.#before))).length
  }

  get start(): number {
    return this.#before
  }
}

/** The coloured ranges of an entry, in order. */
export function coloursOf(text: string, place: ConsolePlace): readonly Coloured[] {
  const read = new EntryDocument(text, place)
  const ascii = /^[\0-\x7f]*$/.test(text)
  const out = (at: number): number => (ascii ? at - read.start : read.characterAt(at))
  return tokensOf(read.document).flatMap(({ from, to, class: name }) =>
    from < read.start || colours[name] === 0 ? [] : [{ from: out(from), to: out(to), colour: colours[name] }],
  )
}

/** The completions at the cursor. */
export function offersAt(text: string, at: number, place: ConsolePlace): Offers {
  const read = new EntryDocument(text, place)
  const { document } = read
  const offset = read.byteAt(at)
  const found = completionsAt(document, offset).filter(({ kind }) => kind !== 'snippet')
  const { part, at: within } = document.placeAt(offset)
  const named = lookupsAt(part, within, document.root).flatMap((asked) => namesFor(asked, place))
  const word = /[^\s=,;()[\]{}"!]*$/.exec(text.slice(0, at))?.[0] ?? ''
  const own = found[0]
  const from = own === undefined ? at - word.length : read.characterAt(own.replaces.from)
  const seven = isSince(place.checker.knowledgeOf(document.source).catalog.release, 7, 0)
  const offers = found.map((one): Offer => ({
    label: fromBytes(one.label),
    suffix: suffixOf(one, seven),
    detail: detailOf(one),
    ...(one.kind === 'command' && one.rank === 2 && place.menu.parent !== undefined ? { remote: true } : {}),
  }))
  const rows = named.map((name): Offer => ({ label: quoted(fromBytes(name)), suffix: ' ', detail: '' }))
  const all = [...new Map([...offers, ...rows].map((one) => [one.label, one])).values()]
  return { from, word: text.slice(from, at), offers: all.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)) }
}

const quoted = (name: string): string => (/^[\w.:-]+$/.test(name) ? name : `"${name.replaceAll(/["\\$]/g, '\\$&')}"`)

function suffixOf({ kind, insert }: Completion, seven: boolean): string {
  if (kind === 'menu') return seven ? '/' : ' '
  if (insert?.endsWith('=') === true) return '='
  return kind === 'variable' || kind === 'property' ? '' : ' '
}

/** The names of the device's own rows that fit. */
function namesFor(asked: Lookup, { device }: ConsolePlace): readonly string[] {
  if (asked.what === 'value') {
    const { argument, command } = asked
    if (argument.name === 'numbers' || argument.name === 'number') return namesIn(device, command.menu.path)
    return (referenceOf(command.menu.path, argument.name)?.of ?? []).flatMap((path) => namesIn(device, path))
  }
  if (asked.what === 'property-value')
    return (referenceOf(asked.menu.path, asked.property)?.of ?? []).flatMap((path) => namesIn(device, path))
  return []
}

function namesIn(device: Router, path: string): readonly string[] {
  const menu = device.menuAt(path)
  if (menu?.name === undefined || menu.kind === 'settings') return []
  const { name } = menu
  return device
    .store(menu)
    .items.slice(0, maxNames)
    .flatMap((row) => {
      const value = device.kept(menu, row, name)
      return value === undefined ? [] : [show(value)]
    })
}

/** The description of an offer in one line: its sentence, else the values that it accepts. The path of a menu or a command adds nothing. */
const detailOf = ({ kind, detail, about }: Completion): string => fromBytes(about ?? (kind === 'menu' || kind === 'command' ? '' : detail))

/** The description of the word at the cursor, without Markdown; undefined if there is none. */
export function hintAt(text: string, at: number, place: ConsolePlace): string | undefined {
  const read = new EntryDocument(text, place)
  const found = hoverAt(read.document, read.byteAt(Math.max(0, at - 1)))
  return found === undefined || found.from < read.start
    ? undefined
    : fromBytes(found.text)
        .replaceAll(/\*\*|`/g, '')
        .replaceAll('\n\n', '\n')
}

/** Whether an entry assigns a secret, or contains the value of a secret global: such entries are not kept in the history. */
export function isSecret(text: string, place: ConsolePlace): boolean {
  if (secretText.test(text) || givesVariable(text) || holdsGlobal(text, place.device)) return true
  const { document, start } = new EntryDocument(text, place)
  return document.views.some(({ view: { uses }, from: by }) =>
    uses.arguments.some(
      ({ given, command, from }) =>
        by + from >= start && given.value !== undefined && holdsSecret(given.argument.name, command, place.device),
    ),
  )
}

/** `:global password "x"`: assigns a variable with a secret's name. */
const givesVariable = (text: string): boolean =>
  [...text.matchAll(/\b(?:global|local|set)\s+"?([\w-]+)"?\s+[^\s;}]/g)].some(([, name = '']) => isSecretName(name))

/** The minimum length of a value that is searched for in entries: shorter ones also occur in other words. */
const minSearchedChars = 4

/** Whether an entry contains the value of a secret global. */
const holdsGlobal = (text: string, device: Router): boolean =>
  [...device.globals.values()].some(
    ({ name, value }) =>
      typeof value === 'string' && value.length >= minSearchedChars && isSecretName(name) && text.includes(fromBytes(value)),
  )

function holdsSecret(name: string, { menu: { path } }: Command, device: Router): boolean {
  const menu = device.menuAt(path)
  return isSecretName(name) || (menu !== undefined && device.property(menu, name)?.sensitive === true)
}
