// Owns why a script fails, as data: what hints, exit codes and repairs read in place of the device's words.
import type { Source } from '../text/source.ts'
import type { Refused } from './refused.ts'

/**
 * What is wrong with the value of an argument. `no-match`: no word or item of that name. `ambiguous`: the start of several words.
 * `out-of-range`: a number or a time. `invalid`: the wrong form.
 */
export type ArgumentProblem = 'no-match' | 'ambiguous' | 'out-of-range' | 'invalid'

/** Failures that have a name and nothing to add. */
export type NamedCause =
  /** An argument that the command needs is not there. */
  | 'missing-arguments'
  /** A path behind which there is no command (REST, the API). */
  | 'no-such-command'
  /** A word of a path that names nothing (REST, the API). */
  | 'no-such-entry'
  /** The name of an argument that the command has not (REST, the API). */
  | 'unknown-argument'
  | 'not-permitted'
  /** Another row has this name. */
  | 'name-taken'
  /** The condition of `:if` and its like is no bool. */
  | 'condition-not-bool'
  /** `<` and `>` between values that have no order. */
  | 'no-order'
  /** The same where the left one is text. */
  | 'no-order-of-text'
  | 'not-invertible'
  | 'division-by-zero'
  /** A template of a certificate where a signed one is needed. */
  | 'not-signed'
  /** An ACME server could not read the answer to its HTTP challenge. */
  | 'http-challenge-failed'
  /** An ACME server answered that it gives no certificate. */
  | 'acme-refused'
  /** No known authority signed for a server. */
  | 'untrusted-server'
  /** A SCEP server answered that it gives no certificate. */
  | 'scep-refused'
  /** `:import` of a file that is not there. */
  | 'no-import-file'
  /** `:import dry-run=yes` found errors. */
  | 'import-errors'
  /** The user stopped the script: no `on-error` catches it. */
  | 'interrupted'
  /** The device reboots or is turned off: no `on-error` catches it. */
  | 'reboot'
  | 'shutdown'
  /** A limit of offbox was reached: no `on-error` catches it. */
  | 'limit'

export type Cause =
  /** `missing`: the arguments that are not there, in the order of the device's message. */
  | { readonly kind: NamedCause; readonly missing?: readonly string[] }
  /** A name, a number or an id without a row. `wanted`: as it was given; `names`: those that rows of the menu have. */
  | { readonly kind: 'no-such-item'; readonly menu?: string; readonly wanted?: string; names?(this: void): readonly string[] }
  /** A text was refused, or a script got to its late error. `source` is the text that the offsets of `refused` count in. */
  | {
      readonly kind: 'refused'
      readonly refused: Refused
      readonly source: Source
      /** True where offbox has no facts about the release: the name may be right on a device. */
      readonly guessed: boolean
    }
  /** `shown`: the device names the argument beside the command, `(/ip/pool/add (range); line 1)`. */
  | { readonly kind: 'argument'; readonly argument: string; readonly problem: ArgumentProblem; readonly shown: boolean }
  /** Something that a device has and offbox has not. */
  | { readonly kind: 'not-modelled'; readonly what: string; readonly why?: string }
  /** `who` (`/tool/fetch`) may not do what the user has not allowed; `what` tells it: `no network for example.com`. */
  | { readonly kind: 'not-allowed'; readonly who: string; readonly what: string }
