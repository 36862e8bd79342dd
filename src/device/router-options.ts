// Owns what is handed to a device when it is made (types only).
import type { Host } from '../host/host.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Limits } from './limits.ts'
import type { Board } from './plain/board.ts'
import type { ExtensionOn } from './plain/extension.ts'
import type { Background, MenuOn } from './types.ts'

/** What a device is made of. */
export interface RouterOptionsOn<D> {
  readonly host: Host
  /** Every declared menu. */
  readonly menus: readonly MenuOn<D>[]
  /** Behaviour of menus that `plain` makes. */
  readonly extensions?: readonly ExtensionOn<D>[]
  /** `7.24`, `7.16.2`, `6.45`, `2.8`. */
  readonly release: string
  readonly identity?: string
  /** What it is made of; a virtual machine where absent. */
  readonly board?: Board
  /** How long hosts take to answer a ping, in nanoseconds by name or address; the device itself answers, nobody else. */
  readonly pings?: ReadonlyMap<string, bigint>
  /** None where absent. */
  readonly limits?: Partial<Pick<Limits, 'items' | 'files'>>
  /**
   * The names of its release: what `invoke` looks menus and commands up in, and the kinds that declarations leave to the facts. Without it
   * nothing can be invoked by path, and those kinds take anything.
   */
  readonly root?: KnownMenu
  /** The declaration made for a menu that has none of its own (plain.ts); undefined where nothing can be kept in it. */
  readonly plain?: (path: string) => MenuOn<D> | undefined
  /** Runs a text as a job in a console that nobody sees; throws its Failure. Without it nothing is run by itself. */
  readonly background?: Background
}
