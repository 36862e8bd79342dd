// Owns the options and results of the public entry points (types only).
import type { Board } from './device/plain/board.ts'
import type { Limits, Usage } from './device/limits.ts'
import type { Router } from './device/router.ts'
import type { DecodedDiagnostic } from './diagnostic/characters.ts'
import type { TraceStep } from './diagnostic/failure.ts'
import type { Host } from './host/host.ts'
import type { Catalog } from './schema/catalog.ts'
import type { Packages } from './schema/package-names.ts'
import type { Session } from './session.ts'
import type { Gap, SessionOptions } from './session-options.ts'
import type { FormatStyle } from './syntax/format.ts'
import type { Script } from './syntax/tree.ts'
import type { PlainInput, PlainValue } from './value/plain-value.ts'
import type { Value } from './value/value.ts'

/** Which names exist: those of a release (`7.24` by default) and its packages (all by default; `[]` is a bare CHR). */
export interface NamesOptions {
  readonly release?: string
  readonly packages?: Packages
  /** What `importFacts` made of a device's dump: adds the names that the built-in facts lack. Any other text throws a FactsError. */
  readonly facts?: string
}

/** How a device is made; all of it is optional. */
export interface DeviceOptions extends NamesOptions {
  /** The name in the prompt; `MikroTik` by default. */
  readonly identity?: string
  /** The world: clock, randomness, keys, files, network. By default real time, randomness and keys, files in memory, no network. */
  readonly host?: Host
  /** Files on the device, by name; text is stored as UTF-8. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** The hardware; by default a virtual machine with five ports. `boardOf` reads it from an export; a board also adds its menus. */
  readonly board?: Board
  /** Hosts that respond to a ping, by name or address, with their response time in milliseconds. The device itself always responds. */
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
  /** Called repeatedly while a script runs, also one started by a scheduler: true ends it with a failure that scripts cannot catch. */
  readonly interrupted?: () => boolean
  /** Observes running scripts, also those that the device starts by itself: for debuggers and coverage. */
  readonly watch?: SessionOptions['watch']
  /** Measures the cost of running; by default the time that passes and the memory of this process. */
  readonly usage?: Usage
}

/** How a script is run. */
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

/** What a run printed and returned, and how it failed. */
export interface RunResult {
  /** Everything that was printed, decoded from UTF-8; lines end with LF. */
  readonly output: string
  /** The same output as the device's bytes. */
  readonly bytes: Uint8Array
  readonly failure?: RunFailure
  /**
   * Uses of what offbox does not model: failures that the script caught (from there a device may behave differently) and the one that ended
   * it.
   */
  readonly notModelled: readonly Gap[]
  /** The script's return value; texts in it hold one byte per character. */
  readonly value?: Value
}

/** The arguments of a command that is run as data. */
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

/** What a command printed and returned, and how it failed. */
export interface InvokeResult extends Omit<RunResult, 'value'> {
  /**
   * The command's return value: the id for `add`, ids for `find`, a list of rows for `print` with `as-value`; undefined where there is
   * none.
   */
  readonly value?: PlainValue
}

/** A device: runs scripts and commands, and keeps its state between them. */
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

/** Which names a text may use, and where it starts. */
export interface ParseOptions extends NamesOptions {
  /** The menu in which the text starts (`/ip/address`); the root by default. */
  readonly menu?: string
}

/** A parsed text: its tree, and what is wrong with it. */
export interface ParseResult {
  /**
   * The bound tree; absent where the device refuses the text. Its offsets count bytes of UTF-8, and its texts hold one byte per character.
   */
  readonly script?: Script
  readonly diagnostics: readonly DecodedDiagnostic[]
}

/** Which names a text may use, and the style of the result. */
export interface FormatOptions extends ParseOptions {
  readonly style?: FormatStyle
}

/** The formatted text, or why it was not formatted: the device refuses the text, or the result would not mean the same. */
export type FormatResult = { readonly text: string; readonly bytes: Uint8Array } | { readonly diagnostics: readonly DecodedDiagnostic[] }

/** Which names a text may use, and its name in messages. */
export interface CheckOptions extends ParseOptions {
  /** The text's name in messages. */
  readonly name?: string
}
