// Owns the public door: devices that run scripts, and checking without running.
import { parseText } from '../grammar/parse.ts'
import { Refusal } from '../grammar/refusal.ts'
import type { Menu } from '../grammar/names.ts'
import type { Board } from './device/plain/board.ts'
import { Router, type DeviceMenu } from './device/router.ts'
import type { Background } from './device/types.ts'
import { filed } from './device/world/files.ts'
import { plain } from './device/plain/plain.ts'
import { doorsOf } from './doors/doors.ts'
import { Characters, type DecodedDiagnostic } from './diagnostic/characters.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import type { Failure, TraceStep } from './diagnostic/failure.ts'
import type { Fault, Host, HttpRequest, HttpResponse, Network, WebRequest, WebResponse } from './host/host.ts'
import { defaultLimits, type Limits, type Usage } from './device/limits.ts'
import { nodeHost } from './host/node/host.ts'
import { catalogFor, checkerFor } from './host/node/known.ts'
import { nodeUsage } from './host/node/usage.ts'
import { allExtensions, menus } from './menus/list.ts'
import { diagnose } from './resolve/diagnose.ts'
import { formatted } from './resolve/formatted.ts'
import type { Catalog } from './schema/catalog.ts'
import { readPolicies, type Allowed } from './schema/policy.ts'
import { defaultRelease, readRelease } from './schema/release.ts'
import type { Packages } from './schema/package-names.ts'
import { Session } from './session.ts'
import type { Gap, SessionOptions } from './session-options.ts'
import type { FormatStyle } from './syntax/format.ts'
import type { Script } from './syntax/tree.ts'
import { fromBytes, toBytes } from './text/bytes.ts'
import { Source } from './text/source.ts'
import { refuseOther, refuseOthers, wanted } from './text/given.ts'
import { fromPlain, toPlain, type PlainInput, type PlainValue } from './value/plain-value.ts'
import type { Value } from './value/value.ts'

export { importFacts, FactsError } from './schema/imported.ts'
export { boardOf, type Board } from './device/plain/board.ts'
export { diff, exportOf, type DiffOptions, type Differing, type ExportOptions, type HoldsDevice } from './configuration.ts'
export { defaultLimits } from './device/limits.ts'
export { toPlain as toJS, quoteText as quote } from './value/plain-value.ts'
export { memoryHost, type MemoryHost, type MemoryOptions } from './host/memory.ts'
export { memoryNetwork, type MemoryAnswer, type MemoryNetwork } from './host/memory-network.ts'
export { nodeHost } from './host/node/host.ts'
export { nodeNetwork, type NodeNetwork } from './host/node/network/network.ts'
export { serve, type ServeOptions, type Serving } from './host/node/serve.ts'
export type { DecodedDiagnostic as Diagnostic } from './diagnostic/characters.ts'
export type {
  Fault,
  FormatStyle,
  Gap,
  Host,
  HttpRequest,
  HttpResponse,
  Network,
  WebRequest,
  WebResponse,
  Limits,
  Usage,
  Packages,
  PlainInput,
  PlainValue,
  Script,
  TraceStep,
  Value,
}

/** What names are known: of which release (`7.24` by default) and packages (all by default; `[]` is a bare CHR). */
export interface NamesOptions {
  readonly release?: string
  readonly packages?: Packages
  /** What `importFacts` made of the dump of a device: names that the facts lack are known then. Throws a FactsError for any other text. */
  readonly facts?: string
}

export interface DeviceOptions extends NamesOptions {
  /** The name in the prompt; `MikroTik` by default. */
  readonly identity?: string
  /** The world; by default real time, randomness and keys, files in memory, no network. */
  readonly host?: Host
  /** Files that lie on the device, by name; text is kept as UTF-8. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** What it is made of; a virtual machine with five ports by default. `boardOf` reads it off an export; it has the menus of boards. */
  readonly board?: Board
  /** Hosts that answer a ping, by name or address, with the milliseconds that they take; the device answers itself, nobody else does. */
  readonly pings?: Readonly<Record<string, number>>
  /** Columns that output is wrapped at; 80 by default. */
  readonly width?: number
  /**
   * What the user at its consoles may do: policies as `/user/group` has them (`read,write,test`, or one by one); all by default.
   * What lacks one fails with `not enough permissions (9)`; without `sensitive` secrets are veiled.
   */
  readonly policy?: string | readonly string[]
  /** What scripts may use; `defaultLimits` where a member is absent, no bound where it is undefined. */
  readonly limits?: Partial<Limits>
  /** Asked now and then while a script runs, also one that a scheduler started: true ends it with a failure that it cannot catch. */
  readonly interrupted?: () => boolean
  /** Looks on while scripts run, also those that the device starts by itself: for debuggers and coverage. */
  readonly watch?: SessionOptions['watch']
  /** What running costs; by default the time that passes and what this process holds. */
  readonly usage?: Usage
}

export interface RunOptions {
  /** Through which door the script comes; it decides how failures print. `script` by default: with their place. */
  readonly door?: SessionOptions['door']
}

/**
 * What failed: the device's own text, decoded; where, as the device counts (bytes; a tab goes to the next multiple of 8);
 * through which calls.
 */
export interface RunFailure {
  readonly message: string
  readonly line?: number
  readonly column?: number
  /** `:put`, `/ip/address/add`; absent where the script did not parse. */
  readonly command?: string
  readonly trace: readonly TraceStep[]
  /** True where offbox does not model what the script asked for; a device would have gone on. */
  readonly notModelled: boolean
}

export interface RunResult {
  /** All that was printed, lines ended by LF, read as UTF-8. */
  readonly output: string
  /** The same as the device's bytes. */
  readonly bytes: Uint8Array
  readonly failure?: RunFailure
  /** All that the script asked for and offbox does not model: what it caught (a device may have gone another way) and what ended it. */
  readonly notModelled: readonly Gap[]
  /** What the script returned; text in it holds bytes, one per character. */
  readonly value?: Value
}

export interface InvokeOptions {
  /**
   * Values by argument. Text is read by the kind of its argument, as an unquoted word in a script is: `'10.0.0.1/24'`, `'1h'`, `'yes'`,
   * `'a,b'`.
   * A flag is `true`. `numbers` takes ids, names, or a list of them.
   */
  readonly given?: Readonly<Record<string, PlainInput>>
  /** Properties whose value is taken away: `!name` of a script. */
  readonly unset?: readonly string[]
  /** Which rows `find`, `print` and `export` take: asked of each row with a reader of its properties (`.id` is one). */
  readonly where?: (read: (property: string) => PlainValue) => boolean
  /** What the user may do who runs it; by default what the device's users may (`DeviceOptions.policy`). */
  readonly policy?: string | readonly string[]
}

export interface InvokeResult extends Omit<RunResult, 'value'> {
  /**
   * What the command returned: of `add` the id, of `find` ids, of `print` with `as-value` a list of rows; undefined where it returned
   * nothing.
   */
  readonly value?: PlainValue
}

export interface Device {
  /** Runs a text (JavaScript string, taken as UTF-8; or bytes) to its end. Never throws for what a script does. */
  run(source: string | Uint8Array, options?: RunOptions): RunResult
  /**
   * Runs one command that is given as data: no text to write, no quoting. As a whole, or where it fails not at all.
   * Never throws for what the command does; throws a TypeError for what is no policy and for numbers that are not whole.
   *
   *     device.invoke('/ip/address/add', { given: { address: '10.0.0.1/24', interface: 'ether1' } }).value   // '*1'
   *     device.invoke('/ip/address/print', { given: { 'as-value': true } }).value   // [{ '.id': '*1', address: '10.0.0.1/24', ... }]
   *     device.invoke('/ip/address/find', { where: (read) => read('interface') === 'ether1' }).value   // ['*1']
   *     device.invoke('/ip/address/remove', { given: { numbers: '*7' } }).failure?.message   // 'no such item'
   */
  invoke(path: string, options?: InvokeOptions): InvokeResult
  /**
   * A console of its own on this device. `feed` runs a text, `describe` is how the device prints a failure, `gaps` are the failures of what
   * is
   * not modelled that scripts caught; `prompt`, `menu` and `ended` tell its state. The other members are for the scripts that run in it.
   * Its
   * texts hold one byte per character.
   */
  session(options: Omit<SessionOptions, 'device' | 'catalog'>): Session
  /** The menus of this device's release. */
  readonly catalog: Catalog
  /** Its state, for who keeps it. */
  readonly router: Router
}

function bytesOf(source: string | Uint8Array): string {
  refuseOther('a text', source, wanted.source)
  return typeof source === 'string' ? toBytes(source) : Buffer.from(source).toString('latin1')
}

/** Throws a TypeError for a text that is no release: the program is wrong then, not a script. */
function readable(release: string | undefined): void {
  if (release !== undefined && readRelease(release) === undefined)
    throw new TypeError(`'${release}' is no release: they look like 7.24, 7.23rc1, 7.16.2 or 6.49`)
}

/** Throws a TypeError for a word that is no policy: the program is wrong then, not a script. */
function allowedBy(policy: string | readonly string[] | undefined): Allowed {
  const read = readPolicies(policy ?? 'all')
  if ('unknown' in read) throw new TypeError(`'${read.unknown}' is no policy: they are named as in /user/group, read, write, test ...`)
  return read.allowed
}

const catalogOf = ({ board, ...names }: NamesOptions & Pick<DeviceOptions, 'board'>): Catalog => {
  readable(names.release)
  return catalogFor({ ...names, boards: board !== undefined })
}

const namesShape = { release: wanted.text, packages: wanted.packages, facts: wanted.text }
const deviceShape = {
  ...namesShape,
  identity: wanted.text,
  host: wanted.object,
  files: wanted.files,
  board: wanted.object,
  width: wanted.count,
  policy: wanted.textOrTexts,
  limits: wanted.object,
  interrupted: wanted.action,
  watch: wanted.action,
  usage: wanted.object,
}
const runShape = { door: wanted.door }
const invokeShape = { given: wanted.object, unset: wanted.texts, where: wanted.action, policy: wanted.textOrTexts }
const parseShape = { ...namesShape, menu: wanted.text }
const formatShape = { ...parseShape, style: wanted.object }
const checkShape = { ...parseShape, name: wanted.text }

/** A new device, as it leaves the factory. Throws a TypeError for a release that cannot be read and for what is no policy. */
export function createDevice(options: DeviceOptions = {}): Device {
  refuseOthers('createDevice', options, deviceShape)
  const policies = allowedBy(options.policy)
  const catalog = catalogOf(options)
  const router = routerOf(options, catalog, (text, started) => {
    const console = session({ policies: undefined, write: () => undefined })
    try {
      console.run(text, started)
    } finally {
      for (const { message } of console.gaps) router.log('script,warning', `${started.job.script}: ${message}`)
    }
  })
  const { width, limits, interrupted, watch, usage = nodeUsage() } = options
  const session = (more: Omit<SessionOptions, 'device' | 'catalog'>): Session =>
    new Session({
      device: router,
      catalog,
      policies,
      usage,
      ...(width === undefined ? {} : { width }),
      ...(limits === undefined ? {} : { limits }),
      ...(interrupted === undefined ? {} : { interrupted }),
      ...(watch === undefined ? {} : { watch }),
      ...more,
    })
  const { release, packages, facts } = options
  const names = { release, facts, ...(packages === undefined ? {} : { packages }) }
  router.services.attach(doorsOf({ router, catalog, session, checker: () => checkerFor(names) }))
  return {
    catalog,
    router,
    session,
    run(source, options = {}) {
      refuseOthers('run', options, runShape)
      const { door = 'script' } = options
      const printed: string[] = []
      const console = session({ door, write: (bytes) => printed.push(bytes) })
      const { value, failure } = console.feed(bytesOf(source))
      return { ...resultOf(console, failure, printed.join('')), ...(value === undefined ? {} : { value }) }
    },
    invoke(path, options = {}) {
      refuseOther('the path of invoke', path, wanted.text)
      refuseOthers('invoke', options, invokeShape)
      const { given = {}, unset = [], where, policy } = options
      const printed: string[] = []
      const console = session({
        write: (bytes) => printed.push(bytes),
        ...(policy === undefined ? {} : { policies: allowedBy(policy) }),
      })
      const { value, failure } = console.invoke(toBytes(path), {
        given: new Map(Object.entries(given).map(([name, one]) => [toBytes(name), fromPlain(one)])),
        unset: new Set(unset.map(toBytes)),
        where: where && ((read) => where((property) => toPlain(read(toBytes(property))))),
      })
      const plainValue = value === undefined ? undefined : toPlain(value)
      return { ...resultOf(console, failure, printed.join('')), ...(plainValue === undefined ? {} : { value: plainValue }) }
    },
  }
}

/** The inner device: its files lie on it, its menus are declared or made of facts. `background` runs what it starts by itself. */
function routerOf(options: DeviceOptions, catalog: Catalog, background: Background): Router {
  const { release = defaultRelease, identity, host = nodeHost(), files = {}, limits, board, pings = {} } = options
  for (const [name, contents] of Object.entries(files))
    filed(() => host.files.write(name, typeof contents === 'string' ? Buffer.from(contents, 'utf8') : contents))
  return new Router({
    host,
    menus,
    extensions: allExtensions(),
    release,
    root: catalog.root,
    plain: (path): DeviceMenu | undefined => {
      const menu = catalog.menu(path)
      return menu && plain(menu, { board: board?.rows[path] ?? [] })
    },
    background,
    limits: { ...defaultLimits, ...limits },
    pings: new Map(Object.entries(pings).map(([host, ms]) => [host, BigInt(Math.round(ms * 1_000_000))])),
    ...(board === undefined ? {} : { board }),
    ...(identity === undefined ? {} : { identity: toBytes(identity) }),
  })
}

/** What a program gets of a run beside its value: text is decoded. */
const resultOf = (console: Session, failure: Failure | undefined, bytes: string): Omit<RunResult, 'value'> => ({
  output: fromBytes(bytes),
  bytes: Buffer.from(bytes, 'latin1'),
  notModelled: [...console.gaps, ...(failure?.notModelled === true ? [failure] : [])].map(gapOf),
  ...(failure === undefined ? {} : { failure: runFailure(console.describe(failure), failure) }),
})

const gapOf = ({ message, line }: { readonly message: string; readonly line?: number | undefined }): Gap =>
  line === undefined ? { message: fromBytes(message) } : { message: fromBytes(message), line }

const runFailure = (message: string, { line, column, command, trace, notModelled }: Failure): RunFailure => ({
  message: fromBytes(message),
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
  ...(command === undefined || command === '' ? {} : { command }),
  trace: trace.map((step) => ({ ...step, what: fromBytes(step.what) })),
  notModelled,
})

export interface ParseOptions extends NamesOptions {
  /** The menu that the text starts in (`/ip/address`); the root by default. */
  readonly menu?: string
}

export interface ParseResult {
  /**
   * The bound tree; absent where the device refuses the text. Its places count bytes of UTF-8, and its texts hold one byte per character.
   */
  readonly script?: Script
  readonly diagnostics: readonly DecodedDiagnostic[]
}

function startOf(catalog: Catalog, options: ParseOptions): { readonly root: Menu; readonly menu?: Menu } {
  const menu = options.menu === undefined ? undefined : catalog.menu(options.menu)
  return { root: catalog.root, ...(menu === undefined ? {} : { menu }) }
}

const decodedIn = (source: Source, found: readonly Diagnostic[]): readonly DecodedDiagnostic[] => {
  const characters = new Characters(source)
  return found.map((one) => characters.decoded(one))
}

/**
 * Parses and binds a text: the device's first refusal, or a tree and what would fail later.
 * Throws a TypeError for a release that cannot be read.
 */
export function parse(text: string | Uint8Array, options: ParseOptions = {}): ParseResult {
  refuseOthers('parse', options, parseShape)
  const catalog = catalogOf(options)
  const source = new Source(bytesOf(text))
  const parsed = parseText(source, startOf(catalog, options))
  const diagnostics = decodedIn(source, diagnose(source, parsed))
  return parsed instanceof Refusal ? { diagnostics } : { script: parsed.script, diagnostics }
}

export interface FormatOptions extends ParseOptions {
  readonly style?: FormatStyle
}

/** The formatted text, or why there is none: what the device refuses is not touched, nor what would not say the same. */
export type FormatResult = { readonly text: string; readonly bytes: Uint8Array } | { readonly diagnostics: readonly DecodedDiagnostic[] }

/** Brings a script into one form: one statement a line, blocks indented, comments kept, meaning unchanged. */
export function format(text: string | Uint8Array, options: FormatOptions = {}): FormatResult {
  refuseOthers('format', options, formatShape)
  const source = new Source(bytesOf(text))
  const result = formatted(source, startOf(catalogOf(options), options), options.style ?? {})
  if ('diagnostics' in result) return { diagnostics: decodedIn(source, result.diagnostics) }
  return { text: fromBytes(result.text), bytes: Buffer.from(result.text, 'latin1') }
}

export interface CheckOptions extends ParseOptions {
  /** What messages call the text. */
  readonly name?: string
}

/**
 * All that is wrong with a text, in its order: what a device refuses, what fails later, what is probably not meant. Without a release an
 * export is checked against the one in its header. Throws a TypeError for a release that cannot be read, for nothing in the text.
 */
export function check(text: string | Uint8Array, given: CheckOptions = {}): readonly DecodedDiagnostic[] {
  refuseOthers('check', given, checkShape)
  const { name = '', ...options } = given
  readable(options.release)
  const source = new Source(bytesOf(text), name)
  return decodedIn(source, checkerFor(options).check(source))
}
