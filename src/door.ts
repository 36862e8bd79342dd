// Owns what the public entry points (node and the page) share: devices that run scripts, and checking without running, in a given `World`.
import { parseText } from '../grammar/parse.ts'
import { Refusal } from '../grammar/refusal.ts'
import type { Menu } from '../grammar/names.ts'
import type { Board } from './device/plain/board.ts'
import { Router, type DeviceMenu } from './device/router.ts'
import type { Background } from './device/types.ts'
import { filed } from './device/world/files.ts'
import { plain } from './device/plain/plain.ts'
import { Characters, type DecodedDiagnostic } from './diagnostic/characters.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import type { Failure, TraceStep } from './diagnostic/failure.ts'
import type { Host } from './host/host.ts'
import { defaultLimits, type Limits, type Usage } from './device/limits.ts'
import type { Served } from './doors/served.ts'
import type { Known } from './host/known.ts'
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

/** What an entry point supplies: the releases that it has facts of, and the default host and usage of a device. */
export interface World {
  readonly known: Known
  host(): Host
  usage(): Usage
  /** Connects a new device with the servers that speak for it (REST, API ...); absent: no connection. */
  attach?(served: Served): void
}

/** Which names exist: those of a release (`7.24` by default) and its packages (all by default; `[]` is a bare CHR). */
export interface NamesOptions {
  readonly release?: string
  readonly packages?: Packages
  /** What `importFacts` made of a device's dump: adds the names that the built-in facts lack. Any other text throws a FactsError. */
  readonly facts?: string
}

export interface DeviceOptions extends NamesOptions {
  /** The name in the prompt; `MikroTik` by default. */
  readonly identity?: string
  /** The world; by default real time, randomness and keys, files in memory, no network. */
  readonly host?: Host
  /** Files on the device, by name; text is stored as UTF-8. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** The hardware; by default a virtual machine with five ports. `boardOf` reads it from an export; a board also adds its menus. */
  readonly board?: Board
  /** Hosts that answer a ping, by name or address, with their response time in milliseconds. The device itself always answers. */
  readonly pings?: Readonly<Record<string, number>>
  /** The column at which output is wrapped; 80 by default. */
  readonly width?: number
  /**
   * The policies of the user at its consoles, as in `/user/group` (`read,write,test`, or a list); all by default. A command that needs a
   * missing one fails with `not enough permissions (9)`; without `sensitive` secrets are hidden.
   */
  readonly policy?: string | readonly string[]
  /** Limits of scripts; a member that is absent has its value of `defaultLimits`, one that is undefined is not limited. */
  readonly limits?: Partial<Limits>
  /** Called now and then while a script runs, also one started by a scheduler: true ends it with a failure that scripts cannot catch. */
  readonly interrupted?: () => boolean
  /** Observes running scripts, also those that the device starts by itself: for debuggers and coverage. */
  readonly watch?: SessionOptions['watch']
  /** Measures the cost of running; by default the time that passes and the memory of this process. */
  readonly usage?: Usage
}

export interface RunOptions {
  /** How the script is started, which decides how failures are printed. `script` by default: with their position. */
  readonly door?: SessionOptions['door']
}

/**
 * A failure: the device's own message, decoded; its position as the device counts it (columns in bytes, a tab advances to the next multiple
 * of 8); the calls that led to it.
 */
export interface RunFailure {
  readonly message: string
  readonly line?: number
  readonly column?: number
  /** The command that failed, such as `:put` or `/ip/address/add`; absent where the script did not parse. */
  readonly command?: string
  readonly trace: readonly TraceStep[]
  /** True where the script used something that offbox does not model; a device would have gone on. */
  readonly notModelled: boolean
}

export interface RunResult {
  /** Everything that was printed, decoded from UTF-8; lines end with LF. */
  readonly output: string
  /** The same output as the device's bytes. */
  readonly bytes: Uint8Array
  readonly failure?: RunFailure
  /** Uses of what offbox does not model: failures that the script caught (a device may have gone another way) and the one that ended it. */
  readonly notModelled: readonly Gap[]
  /** The script's return value; texts in it hold one byte per character. */
  readonly value?: Value
}

export interface InvokeOptions {
  /**
   * Values by argument. A text is read by the kind of its argument, like an unquoted word in a script: `'10.0.0.1/24'`, `'1h'`, `'yes'`,
   * `'a,b'`. A flag is `true`. `numbers` takes ids, names, or a list of them.
   */
  readonly given?: Readonly<Record<string, PlainInput>>
  /** Properties to unset: `!name` in a script. */
  readonly unset?: readonly string[]
  /** The condition of `find`, `print` and `export`: called for each row with a function that reads its properties (`.id` is one). */
  readonly where?: (read: (property: string) => PlainValue) => boolean
  /** The policies of the user who runs the command; by default those of the device's users (`DeviceOptions.policy`). */
  readonly policy?: string | readonly string[]
}

export interface InvokeResult extends Omit<RunResult, 'value'> {
  /**
   * The command's return value: the id for `add`, ids for `find`, a list of rows for `print` with `as-value`; undefined where there is
   * none.
   */
  readonly value?: PlainValue
}

export interface Device {
  /** Runs a text (a JavaScript string is taken as UTF-8; or bytes) to its end. Never throws for what a script does. */
  run(source: string | Uint8Array, options?: RunOptions): RunResult
  /**
   * Runs one command given as data: no text to write, no quoting. A command that fails changes nothing.
   * Never throws for what the command does; throws a TypeError for an unknown policy or a number that is not whole.
   *
   *     device.invoke('/ip/address/add', { given: { address: '10.0.0.1/24', interface: 'ether1' } }).value   // '*1'
   *     device.invoke('/ip/address/print', { given: { 'as-value': true } }).value   // [{ '.id': '*1', address: '10.0.0.1/24', ... }]
   *     device.invoke('/ip/address/find', { where: (read) => read('interface') === 'ether1' }).value   // ['*1']
   *     device.invoke('/ip/address/remove', { given: { numbers: '*7' } }).failure?.message   // 'no such item'
   */
  invoke(path: string, options?: InvokeOptions): InvokeResult
  /**
   * Opens a console of its own on this device. `feed` runs a text, `describe` returns a failure as the device prints it, `gaps` are the
   * caught failures of things that are not modelled; `prompt`, `menu` and `ended` are its state. Its other members are for running scripts.
   * Its texts hold one byte per character.
   */
  session(options: Omit<SessionOptions, 'device' | 'catalog'>): Session
  /** The menus of this device's release. */
  readonly catalog: Catalog
  /** The device's state, for callers that save it. */
  readonly router: Router
}

function bytesOf(source: string | Uint8Array): string {
  refuseOther('a text', source, wanted.source)
  return typeof source === 'string' ? toBytes(source) : Buffer.from(source).toString('latin1')
}

/** Throws a TypeError for a text that is no release: a mistake of the calling program, not of a script. */
function readable(release: string | undefined): void {
  if (release !== undefined && readRelease(release) === undefined)
    throw new TypeError(`'${release}' is no release: they look like 7.24, 7.23rc1, 7.16.2 or 6.49`)
}

/** Returns the policies named. Throws a TypeError for an unknown one: a mistake of the calling program, not of a script. */
function allowedBy(policy: string | readonly string[] | undefined): Allowed {
  const read = readPolicies(policy ?? 'all')
  if ('unknown' in read) throw new TypeError(`'${read.unknown}' is no policy: they are named as in /user/group, read, write, test ...`)
  return read.allowed
}

const catalogOf = (world: World, { board, ...names }: NamesOptions & Pick<DeviceOptions, 'board'>): Catalog => {
  readable(names.release)
  return world.known.catalogFor({ ...names, boards: board !== undefined })
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

/** Creates a device with its factory configuration. Throws a TypeError for an invalid release or an unknown policy. */
export function createDeviceIn(world: World, options: DeviceOptions = {}): Device {
  refuseOthers('createDevice', options, deviceShape)
  const policies = allowedBy(options.policy)
  const catalog = catalogOf(world, options)
  const router = routerOf(world, options, catalog, (text, started) => {
    const console = session({ policies: undefined, write: () => undefined })
    try {
      console.run(text, started)
    } finally {
      for (const { message } of console.gaps) router.log('script,warning', `${started.job.script}: ${message}`)
    }
  })
  const { width, limits, interrupted, watch, usage = world.usage() } = options
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
  world.attach?.({ router, catalog, session, checker: () => world.known.checkerFor(names) })
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

/** Creates the inner device: files in place, menus declared or made from facts. `background` runs scripts that it starts by itself. */
function routerOf(world: World, options: DeviceOptions, catalog: Catalog, background: Background): Router {
  const { release = defaultRelease, identity, host = world.host(), files = {}, limits, board, pings = {} } = options
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

/** The part of a run's result that `run` and `invoke` share, with texts decoded. */
const resultOf = (console: Session, failure: Failure | undefined, bytes: string): Omit<RunResult, 'value'> => ({
  output: fromBytes(bytes),
  bytes: Buffer.from(bytes, 'latin1'),
  notModelled: [...console.gaps, ...(failure?.notModelled === true ? [failure] : [])].map(gapOf),
  ...(failure === undefined ? {} : { failure: runFailure(console.describe(failure), failure) }),
})

const gapOf = ({ message, line }: { readonly message: string; readonly line?: number | undefined }): Gap => ({
  message: fromBytes(message),
  ...(line === undefined ? {} : { line }),
})

const runFailure = (message: string, { line, column, command, trace, notModelled }: Failure): RunFailure => ({
  message: fromBytes(message),
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column }),
  ...(command === undefined || command === '' ? {} : { command }),
  trace: trace.map((step) => ({ ...step, what: fromBytes(step.what) })),
  notModelled,
})

export interface ParseOptions extends NamesOptions {
  /** The menu in which the text starts (`/ip/address`); the root by default. */
  readonly menu?: string
}

export interface ParseResult {
  /**
   * The bound tree; absent where the device refuses the text. Its offsets count bytes of UTF-8, and its texts hold one byte per character.
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
 * Parses and binds a text. Returns the device's first refusal, or a tree and diagnostics of what would fail later. Throws a TypeError for
 * an invalid release.
 */
export function parseIn(world: World, text: string | Uint8Array, options: ParseOptions = {}): ParseResult {
  refuseOthers('parse', options, parseShape)
  const catalog = catalogOf(world, options)
  const source = new Source(bytesOf(text))
  const parsed = parseText(source, startOf(catalog, options))
  const diagnostics = decodedIn(source, diagnose(source, parsed))
  return parsed instanceof Refusal ? { diagnostics } : { script: parsed.script, diagnostics }
}

export interface FormatOptions extends ParseOptions {
  readonly style?: FormatStyle
}

/** The formatted text, or why it was not formatted: the device refuses the text, or the result would not mean the same. */
export type FormatResult = { readonly text: string; readonly bytes: Uint8Array } | { readonly diagnostics: readonly DecodedDiagnostic[] }

/** Formats a script: one statement a line, blocks indented; comments and meaning are kept. */
export function formatIn(world: World, text: string | Uint8Array, options: FormatOptions = {}): FormatResult {
  refuseOthers('format', options, formatShape)
  const source = new Source(bytesOf(text))
  const result = formatted(source, startOf(catalogOf(world, options), options), options.style ?? {})
  if ('diagnostics' in result) return { diagnostics: decodedIn(source, result.diagnostics) }
  return { text: fromBytes(result.text), bytes: Buffer.from(result.text, 'latin1') }
}

export interface CheckOptions extends ParseOptions {
  /** The text's name in messages. */
  readonly name?: string
}

/**
 * Returns everything that is wrong with a text, in text order: what a device refuses, what fails later, what is probably not meant. Without
 * a release an export is checked against the one in its header. Throws a TypeError for an invalid release, never for the text.
 */
export function checkIn(world: World, text: string | Uint8Array, given: CheckOptions = {}): readonly DecodedDiagnostic[] {
  refuseOthers('check', given, checkShape)
  const { name = '', ...options } = given
  readable(options.release)
  const source = new Source(bytesOf(text), name)
  return decodedIn(source, world.known.checkerFor(options).check(source))
}
