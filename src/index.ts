// Owns the public entry point for node: devices that run scripts, and checking without running (`entry.ts`), on this machine.
import { checkIn, createDeviceIn, formatIn, parseIn, type World } from './entry.ts'
import type { CheckOptions, Device, DeviceOptions, FormatOptions, FormatResult, ParseOptions, ParseResult } from './entry-options.ts'
import type { DecodedDiagnostic } from './diagnostic/characters.ts'
import { remoteInterfaces } from './remote/interfaces.ts'
import { nodeHost } from './host/node/host.ts'
import { catalogCache } from './host/node/catalog-cache.ts'
import { nodeUsage } from './host/node/usage.ts'

export type { TraceStep } from './diagnostic/failure.ts'
export type { Limits, Usage } from './device/limits.ts'
export type {
  NetworkFault as Fault,
  Host,
  HttpRequest,
  HttpResponse,
  KeySize,
  Listener,
  Network,
  WebRequest,
  WebResponse,
} from './host/host.ts'
export type { Files } from './host/files.ts'
export type { AcmeCertificate, AcmeEvents, AcmeOrder, AcmeRefusal, AcmeRevocation } from './host/acme.ts'
export type { Mail } from './host/mail.ts'
export type { Router } from './device/router.ts'
export type { Packages } from './schema/package-names.ts'
export type { Gap } from './session-options.ts'
export type { FormatStyle } from './syntax/format.ts'
export type { Script } from './syntax/tree.ts'
export type { PlainInput, PlainValue } from './value/plain-value.ts'
export type { Value } from './value/value.ts'
export type {
  CheckOptions,
  Device,
  DeviceOptions,
  FormatOptions,
  FormatResult,
  InvokeOptions,
  InvokeResult,
  NamesOptions,
  ParseOptions,
  ParseResult,
  RunFailure,
  RunOptions,
  RunResult,
} from './entry-options.ts'
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

const world: World = {
  catalogCache: catalogCache,
  host: () => nodeHost(),
  usage: nodeUsage,
  attach: (served) => served.router.services.attach(remoteInterfaces(served)),
}

/** Creates a device with its factory configuration. Throws a TypeError for an invalid release or an unknown policy. */
export const createDevice = (options: DeviceOptions = {}): Device => createDeviceIn(world, options)

/**
 * Parses and binds a text. Returns the device's first refusal, or a tree and diagnostics of what would fail later. Throws a TypeError for
 * an invalid release.
 */
export const parse = (text: string | Uint8Array, options: ParseOptions = {}): ParseResult => parseIn(world, text, options)

/** Formats a script: one statement a line, blocks indented; comments and meaning are kept. */
export const format = (text: string | Uint8Array, options: FormatOptions = {}): FormatResult => formatIn(world, text, options)

/**
 * Returns everything that is wrong with a text, in text order: what a device refuses, what fails later, what is probably not meant. Without
 * a release an export is checked against the one in its header. Throws a TypeError for an invalid release, never for the text.
 */
export const check = (text: string | Uint8Array, given: CheckOptions = {}): readonly DecodedDiagnostic[] => checkIn(world, text, given)
