// Owns the finished commands of a device that can be undone and done again, and safe mode, which undoes all since it was taken.
import type { Account } from '../value/limits.ts'
import { forgetAll, type Journal, type Reversible } from './rows/journal.ts'

/** How many finished commands are kept (the manual, page on configuration management). */
export const kept = 100

/** What a finished command is called, and whose it was. */
export interface Deed {
  /** `address added`. */
  readonly action: string
  readonly by: string
  /** Nanoseconds since 1970. */
  readonly time: bigint
  /** The command that does it; made when somebody asks. */
  readonly redo: () => string
  /** The commands that take changes of it back. */
  readonly undoOf: (changes: readonly Reversible[]) => string
}

/** A finished command. `floating`: safe mode undoes it where its console ends. */
export interface Entry extends Omit<Deed, 'undoOf'> {
  readonly id: number
  readonly state: 'undoable' | 'redoable' | 'floating'
  /** The commands that take it back; made when somebody asks. */
  readonly undo: () => string
}

interface Finished extends Deed {
  readonly id: number
  changes: readonly Reversible[]
  /** What takes it back, where it was taken back. */
  undo?: string
}

/** Who took safe mode. `lost` is told when it ends by another's hand, or because more was done than can be undone. */
export interface SafeOwner {
  /** What its commands pay into. */
  readonly account: Account
  lost(why: 'other' | 'full'): void
}

/**
 * A ring of finished commands. What is undone waits to be done again until another command changes something. A device that starts anew
 * has none, and no safe mode.
 */
export class History {
  readonly #journal: Journal
  #last = 0
  /** The oldest first. */
  #done: Finished[] = []
  /** What was undone first stands first. */
  #undone: Finished[] = []
  #safe: { readonly owner: SafeOwner; readonly since: number } | undefined

  constructor(journal: Journal) {
    this.#journal = journal
  }

  /** The newest first, what can be done again in front. */
  get entries(): readonly Entry[] {
    const since = this.#safe?.since ?? Infinity
    const entry = (one: Finished, state: Entry['state']): Entry => {
      const { id, action, by, time, redo } = one
      return { id, action, by, time, redo, state, undo: () => one.undo ?? one.undoOf(one.changes) }
    }
    return [
      ...this.#undone.map((one) => entry(one, 'redoable')),
      ...this.#done.map((one) => entry(one, one.id > since ? 'floating' : 'undoable')).reverse(),
    ]
  }

  /** The finished command of a number; undefined where it is not kept any more. */
  byId(wanted: number): Entry | undefined {
    return this.entries.find(({ id }) => id === wanted)
  }

  /** Who is in safe mode; undefined where nobody is. */
  get safe(): SafeOwner | undefined {
    return this.#safe?.owner
  }

  /** Keeps a command that has succeeded. */
  add(deed: Deed, changes: readonly Reversible[]): void {
    for (const one of this.#undone.reverse()) forgetAll(one.changes)
    this.#undone = []
    this.#done.push({ ...deed, id: ++this.#last, changes })
    if (this.#done.length <= kept) return
    const oldest = this.#done.shift()
    if (oldest === undefined) return
    forgetAll(oldest.changes)
    if (this.#safe === undefined || oldest.id <= this.#safe.since) return
    const { owner } = this.#safe
    this.#safe = undefined
    owner.lost('full')
  }

  /** Undoes the last command; false where there is none. */
  undo(): boolean {
    const one = this.#done.pop()
    if (one === undefined) return false
    one.undo = one.undoOf(one.changes)
    this.#reverse(one)
    this.#undone.push(one)
    return true
  }

  /** Does the command again that was undone last; false where there is none. */
  redo(): boolean {
    const one = this.#undone.pop()
    if (one === undefined) return false
    this.#reverse(one)
    delete one.undo
    this.#done.push(one)
    return true
  }

  #reverse(one: Finished): void {
    const changes = [...one.changes].reverse()
    one.changes = []
    this.#journal.transact(
      () => {
        for (const { reverse } of changes) reverse()
      },
      (reversed) => {
        one.changes = reversed
      },
    )
  }

  /** Takes safe mode: all that is done from now on is undone by `unroll`. Whoever had it loses it. */
  take(owner: SafeOwner): void {
    const former = this.#safe?.owner
    this.#safe = { owner, since: this.#last }
    if (former !== undefined && former !== owner) former.lost('other')
  }

  /** Ends safe mode; what was done stays. */
  release(): void {
    this.#safe = undefined
  }

  /** Undoes all that was done since safe mode was taken, and ends it. */
  unroll(): void {
    const since = this.#safe?.since ?? Infinity
    for (let one = this.#done.at(-1); one !== undefined && one.id > since; one = this.#done.at(-1)) {
      this.#done.pop()
      this.#reverse(one)
      forgetAll(one.changes)
    }
    this.#safe = undefined
  }

  /** Forgets everything: the device starts anew. */
  clear(): void {
    for (const { changes } of [...this.#done, ...this.#undone]) forgetAll(changes)
    this.#done = []
    this.#undone = []
    this.#safe = undefined
  }
}
