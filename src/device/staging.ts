// Owns what a test sets in a device's place: replies of commands, and values of properties that a real device would determine itself.
import type { Command } from '../../grammar/names.ts'
import { pay } from '../value/limits.ts'
import type { Value } from '../value/value.ts'
import type { StoredRow } from './rows/store.ts'
import type { CommandArguments } from './types.ts'
import type { Actor } from './actor.ts'

/** A call that was answered by a reply of the test. */
export interface Answered {
  /** Such as `/tool/e-mail/send`. */
  readonly path: string
  readonly given: CommandArguments['given']
}

/** A reply of a test, which replaces running a command. */
export interface StagedReply {
  readonly path: string
  /** Whether it applies to a call with these arguments. */
  readonly fits: (what: CommandArguments) => boolean
  /** Returns the command's value, prints, or throws the Failure that it fails with. */
  readonly run: (actor: Actor, what: CommandArguments) => Value
}

/** The cost of testing whether a reply applies to a call, in units of `pay`. */
const workPerReply = 1024

/** The staging of one device (`Router.staging`); other devices have none. Values set here are not undone with a failing command. */
export class Staging {
  /** By the path of their command, the latest last. */
  readonly #replies = new Map<string, StagedReply[]>()
  readonly #answered: Answered[] = []

  /** Adds a reply; it takes precedence over earlier ones. */
  answer(reply: StagedReply): void {
    const same = this.#replies.get(reply.path)
    if (same === undefined) this.#replies.set(reply.path, [reply])
    else same.push(reply)
  }

  /** Sets the value of a row's property, in its stored form: it takes precedence over computed and set values. */
  setValue(row: StoredRow, property: string, kept: Value): void {
    row.staged = new Map([...(row.staged ?? []), [property, kept]])
  }

  /** Returns the last reply that applies; undefined where the device itself runs the command. */
  replyTo({ path }: Command, what: CommandArguments): StagedReply | undefined {
    const found = this.#replies.get(path)?.findLast((reply) => {
      pay(workPerReply)
      return reply.fits(what)
    })
    if (found !== undefined) this.#answered.push({ path, given: what.given })
    return found
  }

  /** The calls that replies replaced, in order. */
  get answered(): readonly Answered[] {
    return this.#answered
  }
}
