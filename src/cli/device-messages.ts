// Owns the messages between the main thread and the device's thread, for `console` and `serve`: a separate thread for the device lets the
// main thread notice Ctrl-C.
import type { Coloured } from '../shell/screen.ts'
import type { Offers } from '../shell/completion.ts'
import type { AssistKind } from '../shell/editor.ts'
import type { ExitCode } from './exit-code.ts'
import type { DeviceFlags } from './shared-options.ts'

/** The start parameters of the thread. `control` has the cells of `ConsoleCell`. */
export interface ConsoleStart {
  readonly flags: DeviceFlags
  readonly width: number
  /** A console, or a device that only serves. */
  readonly mode: 'console' | 'serve'
  readonly control: Int32Array
  /** Whether each request is reported. */
  readonly reportsRequests: boolean
  /** Whether nothing is stored. */
  readonly ephemeral?: boolean
  /** A file for the addresses of services, written when the device listens. */
  readonly readyFile?: string | undefined
  /** Exports and scripts to apply before it listens: names and bytes. */
  readonly from?: readonly { readonly name: string; readonly text: string }[]
  /** Whether the user types on a terminal, with completion. */
  readonly onTerminal: boolean
}

/** The stack size of the device's thread, in megabytes. */
export const deviceThreadLimits = { stackSizeMb: 64 }
/**
 * The maximum number of nested waits on the device's thread. Each of them, with scripts that call each other to the depth limit, takes an
 * eighth of a megabyte of its stack on average.
 */
export const maxNestedThreadWaits = 512

/** Shared cells: whether the user interrupted, whether an answer is available, the new terminal width. */
export const ConsoleCell = { interrupted: 0, answered: 1, width: 2 } as const

/** A request about an entry (characters) while the user types it: its colours, or completions at an offset. */
export type EntryQuery = { readonly colours: string } | { readonly kind: AssistKind; readonly text: string; readonly at: number }

/** From the terminal: an entry to run (bytes), toggling safe mode, a query, or the end. */
export type ConsoleRequest = { readonly feed: string } | { readonly safe: true } | { readonly look: EntryQuery } | { readonly end: true }

/** The user's reply while the device waits: a line (bytes), a key code, or undefined if the user cancelled. */
export type TerminalReply = { readonly value: string | number | undefined }

/** From the device when it is ready for an entry. */
export interface ReadyReport {
  readonly prompt: string
  readonly ended: boolean
  /** Whether the entry that ran contains no secret. */
  readonly remember: boolean
  readonly release: string
  /** The exit code that `run` has for the entry that ran. */
  readonly code: ExitCode
}

/** From the device. `ready` is sent first and after every entry. */
export type ConsoleReport =
  | { readonly ready: ReadyReport }
  | { readonly ask: { readonly prompt: string; readonly initial: string; readonly hidden: boolean; readonly sign: string } }
  | { readonly key: true }
  | { readonly coloured: { readonly text: string; readonly stretches: readonly Coloured[] } }
  | {
      readonly offered: {
        readonly kind: AssistKind
        readonly text: string
        readonly at: number
        readonly offers: Offers
        readonly hint: string | undefined
      }
    }
  /** A command of the files of `--from` failed. */
  | { readonly fromFailed: true }
  | { readonly complaint: { readonly code: ExitCode; readonly message: string; readonly hint: string | undefined } }
