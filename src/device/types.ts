// Owns what a device consists of for those who make it and for its commands (types only). `D` is the device: router.ts fills it in.
import type { Command } from '../../grammar/names.ts'
import type { Sole } from '../compile/machine.ts'
import type { Menu } from '../schema/menu.ts'
import type { Value } from '../value/value.ts'
import type { Store } from './rows/store.ts'
import type { Job, TextOptions, Who } from './who.ts'

/** A command about to run, as data: what was given to it, without who runs it and where. */
export interface CommandArguments {
  /** Values by argument name. A flag is `true`. */
  readonly given: ReadonlyMap<string, Value>
  /** Arguments given as `!name`. */
  readonly unset: ReadonlySet<string>
  /** The condition (`where`), asked of one row through its property reader; undefined: all rows. */
  readonly where: ((property: (name: string) => Value) => boolean) | undefined
  /** The same as data, where it asks whether one property is a value; undefined where that is not known. */
  readonly sole?: Sole<() => Value> | undefined
  /** Its value is used: what is returned is not printed as well. */
  readonly yields: boolean
  /** `print` hands its rows over in their wire form, and returns nothing. */
  readonly wire?: Wire | undefined
}

/** A row as REST and the API send it: names and texts, `.id` first and then in the menu's own order. */
export type WireRow = readonly (readonly [name: string, text: string])[]

/** Who wants rows in their wire form. */
export interface Wire {
  /** The properties that are wanted; all that a row has where undefined. */
  readonly only: readonly string[] | undefined
  readonly take: (rows: readonly WireRow[]) => void
}

/** A command of a menu about to run, as its implementation sees it. */
export interface CallOn<D> extends CommandArguments {
  readonly device: D
  readonly who: Who
  readonly menu: MenuOn<D>
  readonly store: Store
  readonly command: Command
}

/** A menu's declaration as devices and their commands see it. */
export type MenuOn<D> = Menu<D, CallOn<D>>

/** A line of the log. `topics` as printed (`system,info`); `time` in nanoseconds since 1970. */
export interface LogLine {
  readonly id: number
  readonly time: bigint
  readonly topics: string
  readonly message: string
}

/** A row as it was kept. */
export interface KeptRow {
  readonly id: number
  readonly values: Map<string, Value>
  readonly attachment: unknown
  /** Which of the rows of a new device it is. */
  readonly factory?: number | undefined
}

/** Runs a text as a job in a console that nobody sees; throws its Failure. */
export type Background = (text: string, options: TextOptions & { readonly job: Job }) => void
