// Owns the cause of a script's failure as data. Hints, exit codes and repairs read it instead of the device's message.
import type { Source, Span } from '../text/source.ts'
import type { Refused } from './refused.ts'

/**
 * What is wrong with the value of an argument. `no-match`: no keyword or row of that name. `ambiguous`: a prefix of several keywords.
 * `out-of-range`: a number or a time. `invalid`: the wrong format.
 */
export type ArgumentProblem = 'no-match' | 'ambiguous' | 'out-of-range' | 'invalid'

/** Causes without further data. */
export type NamedCause =
  /** A required argument is missing. */
  | 'missing-arguments'
  /** A path without a command at its end (REST, the API). */
  | 'no-such-command'
  /** An unknown word in a path (REST, the API). */
  | 'no-such-entry'
  /** An argument name that the command does not have (REST, the API). */
  | 'unknown-argument'
  | 'not-permitted'
  /** Another row already has this name. */
  | 'name-taken'
  /** The condition of `:if` or a loop is not a bool. */
  | 'condition-not-bool'
  /** `<` or `>` between values that cannot be ordered. */
  | 'no-order'
  /** The same, with a text as the left value. */
  | 'no-order-of-text'
  /** `+` with a text that is no number. */
  | 'no-sum-of-text'
  | 'not-invertible'
  | 'division-by-zero'
  /** A certificate template was given where a signed certificate is required. */
  | 'not-signed'
  /** An ACME server could not verify the HTTP challenge. */
  | 'http-challenge-failed'
  /** An ACME server refused to issue a certificate. */
  | 'acme-refused'
  /** A server's certificate is not signed by a trusted authority. */
  | 'untrusted-server'
  /** A SCEP server refused to issue a certificate. */
  | 'scep-refused'
  /** `:import` of a missing file. */
  | 'no-import-file'
  /** `:import dry-run=yes` found errors. */
  | 'import-errors'
  /** The user stopped the script. No `on-error` catches it. */
  | 'interrupted'
  /** The device reboots or shuts down. No `on-error` catches it. */
  | 'reboot'
  | 'shutdown'
  /** A limit of offbox was exceeded. No `on-error` catches it. */
  | 'limit'

/** The missing row that the value of an argument refers to. */
export interface SoughtRow {
  /** The argument's name in the script. The device's message may have another one: `interface` for `in-interface`. */
  readonly written: string
  /** The name as given. */
  readonly wanted: string
  /** The menus that may have the row. */
  readonly menus: readonly string[]
  /** The names of their rows. */
  names(this: void): readonly string[]
  /** If an interface list has the name: how the script can refer to the list. Undefined if no list has it. */
  asList?(this: void): AsList | undefined
}

/** How to refer to an interface list where an interface was expected. */
export interface AsList {
  /** The argument with its value (`in-interface-list=LAN`); undefined if the command has no such argument. */
  readonly instead: string | undefined
}

/** The cause of a failure: its kind, with the data that hints need. */
export type Cause =
  /** `missing`: the missing arguments, in the order of the device's message. */
  | { readonly kind: NamedCause; readonly missing?: readonly string[] }
  /** A name, a number or an id that matches no row. `wanted`: as given; `names`: the names of the menu's rows, `isEmpty`: it has none. */
  | {
      readonly kind: 'no-such-item'
      readonly menu?: string
      readonly wanted?: string
      readonly isEmpty?: boolean
      names?(this: void): readonly string[]
      /** Where the name, number or id is written, in the text of the failed command. */
      readonly writtenAt?: Span
    }
  /** A text was refused, or a script reached its late error. The offsets of `refused` count in `source`. */
  | {
      readonly kind: 'refused'
      readonly refused: Refused
      readonly source: Source
      /** Whether offbox has no facts about the device's release, so that the name may exist there. */
      readonly guessed: boolean
    }
  /** `shown`: the device names the argument beside the command: `(/ip/pool/add (range); line 1)`. */
  | {
      readonly kind: 'argument'
      readonly argument: string
      readonly problem: ArgumentProblem
      readonly shown: boolean
      readonly sought?: SoughtRow
      /** Where the value is written, in the text of the failed command. */
      readonly writtenAt?: Span
    }
  /** A feature of the device that offbox does not model. */
  | { readonly kind: 'not-modelled'; readonly what: string; readonly why?: string }
  /** The user did not permit `who` (`/tool/fetch`) to do this; `what` describes it: `no network for example.com`. */
  | { readonly kind: 'not-allowed'; readonly who: string; readonly what: string }
