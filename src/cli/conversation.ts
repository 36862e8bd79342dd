// Owns what the main thread and the device's say to each other, for `console` and `serve`: the device runs in a thread of its own,
// so that Ctrl-C is heard.
import type { Coloured } from '../shell/screen.ts'
import type { Offers } from '../shell/completion.ts'
import type { Wish } from '../shell/editor.ts'
import type { ExitCode } from './exit-code.ts'
import type { DeviceFlags } from './names.ts'

/** What the thread starts with. `control` has the cells of `Cell`. */
export interface ConsoleStart {
  readonly flags: DeviceFlags
  readonly width: number
  /** A console, or a device that only serves. */
  readonly door: 'console' | 'serve'
  readonly control: Int32Array
  /** Whether each request is told. */
  readonly tells: boolean
  /** Nothing is kept. */
  readonly ephemeral?: boolean
  /** A file that tells where each service is reached, written when the device listens. */
  readonly readyFile?: string | undefined
  /** Exports and scripts that are applied before it listens: their names and their bytes. */
  readonly from?: readonly { readonly name: string; readonly text: string }[]
  /** Whether its user sees what they type on a terminal, and asks for names. */
  readonly isSeen: boolean
}

/**
 * The stack of the device's thread, in megabytes, and how many that wait may stand in each other on it: each of them, with scripts that
 * call each other as deep as they may, has an eighth of a megabyte on the average.
 */
export const roomy = { stackSizeMb: 64 }
export const maxCallDepth = 512

/**
 * Cells that both sides see: whether the user asked to stop, whether an answer lies ready, the width of the terminal since it has another
 * one.
 */
export const Cell = { interrupted: 0, answered: 1, width: 2 } as const

/** What is asked of an entry (characters) while it is typed. */
export type Look = { readonly colours: string } | { readonly wish: Wish; readonly text: string; readonly at: number }

/** From the terminal: an entry to run (bytes), safe mode to be taken or released, a look at what is typed, or the end. */
export type Request = { readonly feed: string } | { readonly safe: true } | { readonly look: Look } | { readonly end: true }

/** From the terminal, while the device waits for it: a line (bytes), a key's code, or nothing. */
export type TerminalAnswer = { readonly value: string | number | undefined }

/** From the device. `ready` comes first and after every entry; `remember`: the entry holds no secret. */
export type Report =
  | { readonly ready: { readonly prompt: string; readonly ended: boolean; readonly remember: boolean; readonly release: string } }
  | { readonly ask: { readonly prompt: string; readonly initial: string; readonly hidden: boolean; readonly sign: string } }
  | { readonly key: true }
  | { readonly coloured: { readonly text: string; readonly stretches: readonly Coloured[] } }
  | {
      readonly offered: {
        readonly wish: Wish
        readonly text: string
        readonly at: number
        readonly offers: Offers
        readonly hint: string | undefined
      }
    }
  | { readonly complaint: { readonly code: ExitCode; readonly message: string; readonly hint: string | undefined } }
