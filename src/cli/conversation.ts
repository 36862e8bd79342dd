// Owns what the main thread and the device's say to each other, for `console` and `serve`: the device runs in a thread of its own,
// so that Ctrl-C is heard.
import type { ExitCode } from './exit-code.ts'
import type { DeviceFlags } from './names.ts'

/** What the thread starts with. `control` has the cells of `Cell`. */
export interface Start {
  readonly flags: DeviceFlags
  readonly width: number
  /** A console, or a device that only serves. */
  readonly door: 'console' | 'serve'
  readonly control: Int32Array
  /** Whether each request is told. */
  readonly tells: boolean
}

/** Cells that both sides see: whether the user asked to stop, and whether an answer lies ready. */
export const Cell = { interrupted: 0, answered: 1 } as const

/** From the terminal: an entry to run (bytes), or the end. */
export type Request = { readonly feed: string } | { readonly end: true }

/** From the terminal, while the device waits for it: a line (bytes), a key's code, or nothing. */
export type Answer = { readonly value: string | number | undefined }

/** From the device. `ready` comes first and after every entry. */
export type Report =
  | { readonly ready: { readonly prompt: string; readonly ended: boolean } }
  | { readonly ask: { readonly prompt: string; readonly initial: string; readonly hidden: boolean; readonly sign: string } }
  | { readonly key: true }
  | { readonly complaint: { readonly code: ExitCode; readonly message: string; readonly hint: string | undefined } }
