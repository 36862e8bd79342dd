// Owns the callbacks of a shell into the program that embeds it, and what that program passes on from the device (types only).
import type { ReleaseKeys, AssistKind } from './editor.ts'

/** The callbacks of a shell. */
export interface ShellCallbacks {
  /** Writes bytes to the terminal. */
  readonly write: (text: string) => void
  /** Runs an entry; the owner calls `ready` when it is done. */
  readonly submit: (text: string) => void
  /** Toggles safe mode; the owner calls `ready` when it is done. */
  readonly toggleSafe: () => void
  /** Requests completions at an offset; the owner calls `answer`. */
  readonly ask: (kind: AssistKind, text: string, at: number) => void
  /** Requests the colours of a text; the owner calls `colour`. */
  readonly look: (text: string) => void
  /** The user's reply to the device: a line, or a key code; undefined if the user cancelled. */
  readonly reply: (value: string | number | undefined) => void
  readonly interrupt: () => void
  /** The user ends the console. */
  readonly end: () => void
  /** Stores an entry in the history. */
  readonly keep: (entry: string) => void
}

/** A prompt of the device for the user while a command runs. */
export type DevicePrompt =
  | { readonly line: string; readonly initial: string; readonly hidden: boolean; readonly sign: string }
  | { readonly key: true }

/** The state of a device that waits for an entry. */
export interface Ready {
  readonly prompt: string
  readonly remember: boolean
  readonly releaseKeys: ReleaseKeys
}
