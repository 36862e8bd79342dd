// Owns what the public entry points (node and the page) share: devices that run scripts, and checking without running, in a given `World`.
import { parseText } from '../grammar/parse.ts'
import { Refusal } from '../grammar/refusal.ts'
import type { Menu } from '../grammar/names.ts'
import { Router, type DeviceMenu } from './device/router.ts'
import type { Background } from './device/types.ts'
import { filed } from './device/world/files.ts'
import { plainMenu } from './device/plain/plain.ts'
import { Characters, type DecodedDiagnostic } from './diagnostic/characters.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import type { Failure } from './diagnostic/failure.ts'
import type {
  CheckOptions,
  Device,
  DeviceOptions,
  FormatOptions,
  FormatResult,
  NamesOptions,
  ParseOptions,
  ParseResult,
  RunFailure,
  RunResult,
} from './entry-options.ts'
import type { Host } from './host/host.ts'
import { defaultLimits, type Usage } from './device/limits.ts'
import type { Served } from './remote/served.ts'
import type { CatalogCache } from './host/catalog-cache.ts'
import { allExtensions, menus } from './menus/list.ts'
import { diagnose } from './resolve/diagnose.ts'
import { formatted } from './resolve/formatted.ts'
import type { Catalog } from './schema/catalog.ts'
import { readPolicies, type AllowedPolicies } from './schema/policy.ts'
import { defaultRelease, readRelease } from './schema/release.ts'
import { Session } from './session.ts'
import type { Gap, SessionOptions } from './session-options.ts'
import { fromBytes, toBytes } from './text/bytes.ts'
import { Source } from './text/source.ts'
import { refuseOther, refuseOthers, wanted } from './text/given.ts'
import { fromPlain, toPlain } from './value/plain-value.ts'

/** What an entry point supplies: the releases that it has facts of, and the default host and usage of a device. */
export interface World {
  readonly catalogCache: CatalogCache
  host(): Host
  usage(): Usage
  /** Connects a new device to its remote interfaces (REST, the API ...); absent: it has none. */
  attach?(served: Served): void
}

function bytesOf(source: string | Uint8Array): string {
  refuseOther('a text', source, wanted.source)
  return typeof source === 'string' ? toBytes(source) : Buffer.from(source).toString('latin1')
}

/** Throws a TypeError for a text that is no release: a mistake of the calling program, not of a script. */
function readable(release: string | undefined): void {
  if (release !== undefined && readRelease(release) === undefined)
    throw new TypeError(`'${release}' is not a release: releases look like 7.24, 7.23rc1, 7.16.2 or 6.49`)
}

/** Returns the named policies. Throws a TypeError for an unknown one: a mistake of the calling program, not of a script. */
function allowedBy(policy: string | readonly string[] | undefined): AllowedPolicies {
  const read = readPolicies(policy ?? 'all')
  if ('unknown' in read)
    throw new TypeError(`'${read.unknown}' is not a policy: policies are named as in /user/group: read, write, test ...`)
  return read.allowed
}

const catalogOf = (world: World, { board, ...names }: NamesOptions & Pick<DeviceOptions, 'board'>): Catalog => {
  readable(names.release)
  return world.catalogCache.catalogFor({ ...names, boards: board !== undefined })
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
  world.attach?.({ router, catalog, session, checker: () => world.catalogCache.checkerFor(names) })
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
      return menu && plainMenu(menu, { board: board?.rows[path] ?? [] })
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

/** Formats a script: one statement a line, blocks indented; comments and meaning are kept. */
export function formatIn(world: World, text: string | Uint8Array, options: FormatOptions = {}): FormatResult {
  refuseOthers('format', options, formatShape)
  const source = new Source(bytesOf(text))
  const result = formatted(source, startOf(catalogOf(world, options), options), options.style ?? {})
  if ('diagnostics' in result) return { diagnostics: decodedIn(source, result.diagnostics) }
  return { text: fromBytes(result.text), bytes: Buffer.from(result.text, 'latin1') }
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
  return decodedIn(source, world.catalogCache.checkerFor(options).check(source))
}
