// Owns the options of a new device (types only).
import type { Host } from '../host/host.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Limits } from './limits.ts'
import type { Board } from './plain/board.ts'
import type { ExtensionOn } from './plain/extension.ts'
import type { Background, MenuOn } from './types.ts'

/** The options of a new device. */
export interface RouterOptionsOn<D> {
  readonly host: Host
  /** Every declared menu. */
  readonly menus: readonly MenuOn<D>[]
  /** Extensions of menus that `plain` makes. */
  readonly extensions?: readonly ExtensionOn<D>[]
  /** Such as `7.24`, `7.16.2`, `6.45`, `2.8`. */
  readonly release: string
  readonly identity?: string
  /** The hardware; a virtual machine where absent. */
  readonly board?: Board
  /** Response times of hosts to a ping, in nanoseconds by name or address; the device itself always answers, others do not. */
  readonly pings?: ReadonlyMap<string, bigint>
  /** Unlimited where absent. */
  readonly limits?: Partial<Pick<Limits, 'items' | 'files'>>
  /**
   * The names of its release, in which `invoke` finds menus and commands, and kinds that declarations leave to the facts. Without it
   * nothing can be invoked by path, and such properties accept anything.
   */
  readonly root?: KnownMenu
  /** Makes the declaration of a menu that has none (plain.ts); undefined where nothing can be stored in it. */
  readonly plain?: (path: string) => MenuOn<D> | undefined
  /** Runs a text as a job in an invisible console; throws its Failure. Without it nothing runs by itself. */
  readonly background?: Background
}
