// Owns what somebody says in a device's place: what commands answer, and what rows read as that the device would find out by itself.
import type { Command } from '../../grammar/names.ts'
import type { Value } from '../value/value.ts'
import type { Item } from './rows/store.ts'
import type { CommandArguments } from './types.ts'
import type { Who } from './who.ts'

/** A command that was answered here, in place of being run. */
export interface Answered {
  /** `/tool/e-mail/send`. */
  readonly path: string
  readonly given: CommandArguments['given']
}

/** What a command answers. */
export interface Reply {
  readonly path: string
  /** Whether it is for a command with these arguments. */
  readonly fits: (what: CommandArguments) => boolean
  /** Gives the command's value, prints, or throws the Failure that it fails with. */
  readonly run: (who: Who, what: CommandArguments) => Value
}

/** Of one device (`Router.staging`); a device without one asks nothing of it. What is told is not undone with a failing command. */
export class Staging {
  readonly #replies: Reply[] = []
  readonly #answered: Answered[] = []

  /** A reply; it comes before those that were given earlier. */
  answer(reply: Reply): void {
    this.#replies.unshift(reply)
  }

  /** What a property of a row reads as from now on, as its kind keeps it: it comes before what the menu computes and what was set. */
  tell(row: Item, property: string, kept: Value): void {
    row.given = new Map([...(row.given ?? []), [property, kept]])
  }

  /** The last reply that fits; undefined where the device itself runs the command. */
  replyTo({ path }: Command, what: CommandArguments): Reply | undefined {
    const found = this.#replies.find((reply) => reply.path === path && reply.fits(what))
    if (found !== undefined) this.#answered.push({ path, given: what.given })
    return found
  }

  /** The commands that replies stood for, in order. */
  get answered(): readonly Answered[] {
    return this.#answered
  }
}
