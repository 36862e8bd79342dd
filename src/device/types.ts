// Owns types shared by a device, its constructor and its commands (types only). `D` is the device's type: router.ts fills it in.
import type { Command } from '../../grammar/names.ts'
import type { SingleEquality } from '../compile/machine.ts'
import type { MenuDeclaration } from '../schema/menu.ts'
import type { Value } from '../value/value.ts'
import type { Store } from './rows/store.ts'
import type { Job, TextOptions, Actor } from './actor.ts'

/** The arguments of a command about to run, without its actor and device. */
export interface CommandArguments {
  /** Values by argument name. A flag is `true`. */
  readonly given: ReadonlyMap<string, Value>
  /** Arguments given as `!name`. */
  readonly unset: ReadonlySet<string>
  /** The condition (`where`), called with a function that reads one row's properties; undefined: all rows. */
  readonly where: ((property: (name: string) => Value) => boolean) | undefined
  /** The condition as data, where it compares one property with a value; else undefined. */
  readonly singleEquality?: SingleEquality<() => Value> | undefined
  /** Whether its value is used: what is returned is then not printed as well. */
  readonly yields: boolean
  /** `print` passes its rows on in their wire form, and returns nothing. */
  readonly wire?: Wire | undefined
}

/** A row as REST and the API send it: names and texts, `.id` first and then in the menu's order. */
export type WireRow = readonly (readonly [name: string, text: string])[]

/** The receiver of rows in their wire form. */
export interface Wire {
  /** The properties to send; undefined: all that a row has. */
  readonly only: readonly string[] | undefined
  readonly take: (rows: readonly WireRow[]) => void
}

/** A menu's command about to run, as its implementation gets it. */
export interface CallOn<D> extends CommandArguments {
  readonly device: D
  readonly actor: Actor
  readonly menu: MenuOn<D>
  readonly store: Store
  readonly command: Command
}

/** A menu's declaration with its device's type filled in. */
export type MenuOn<D> = MenuDeclaration<D, CallOn<D>>

/** A line of the log. `topics` as printed (`system,info`); `time` in nanoseconds since 1970. */
export interface LogLine {
  readonly id: number
  readonly time: bigint
  readonly topics: string
  readonly message: string
}

/** A row as loaded from a saved state. */
export interface LoadedRow {
  readonly id: number
  readonly values: Map<string, Value>
  readonly attachment: unknown
  /** Its index among the rows of a new device. */
  readonly factory?: number | undefined
}

/** Runs a text as a job in an invisible console; throws its Failure. */
export type Background = (text: string, options: TextOptions & { readonly job: Job }) => void
