// Owns the finished commands of a device that can be undone and done again, and safe mode, which undoes all since it was taken.
import type { Account } from '../value/limits.ts'
import { forgetAll, type Journal, type Reversible } from './rows/journal.ts'

/** How many finished commands are kept (the manual, page on configuration management). */
export const kept = 100

/** What a command is called when it has finished, and whose it was. */
export interface Deed {
  /** `address added`. */
  readonly action: string
  readonly by: string
}

/** A finished command in words, for who asks. */
export interface Texts {
  /** The command that does it. */
  redo(): string
  /** The commands that take changes of it back. */
  undoOf(changes: readonly Reversible[]): string
}

/** A finished command. `floating`: safe mode undoes it where its console ends. */
export interface HistoryEntry extends Deed {
  readonly id: number
  /** Nanoseconds since 1970. */
  readonly time: bigint
  /** The command that does it; made when somebody asks. */
  readonly redo: () => string
  readonly state: 'undoable' | 'redoable' | 'floating'
  /** The commands that take it back; made when somebody asks. */
  readonly undo: () => string
}

interface Finished {
  readonly deed: Deed
  readonly time: bigint
  readonly texts: () => Texts
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
  /** The oldest first, from `#first` on; what stands before that is let go, now and then at once. */
  #done: Finished[] = []
  #first = 0
  /** What was undone first stands first. */
  #undone: Finished[] = []
  #safe: { readonly owner: SafeOwner; readonly since: number } | undefined

  constructor(journal: Journal) {
    this.#journal = journal
  }

  /** The newest first, what can be done again in front. */
  get entries(): readonly HistoryEntry[] {
    const since = this.#safe?.since ?? Infinity
    const entry = (one: Finished, state: HistoryEntry['state']): HistoryEntry => {
      const { id, deed, time, texts } = one
      return { ...deed, id, time, state, redo: () => texts().redo(), undo: () => one.undo ?? texts().undoOf(one.changes) }
    }
    return [
      ...this.#undone.map((one) => entry(one, 'redoable')),
      ...this.#done
        .slice(this.#first)
        .map((one) => entry(one, one.id > since ? 'floating' : 'undoable'))
        .reverse(),
    ]
  }

  /** The finished command of a number; undefined where it is not kept any more. */
  byId(wanted: number): HistoryEntry | undefined {
    return this.entries.find(({ id }) => id === wanted)
  }

  /** Who is in safe mode; undefined where nobody is. */
  get safe(): SafeOwner | undefined {
    return this.#safe?.owner
  }

  /** Keeps a command that has succeeded; `texts` says it in words. */
  add(deed: Deed, time: bigint, changes: readonly Reversible[], texts: () => Texts): void {
    if (this.#undone.length > 0) {
      for (const one of this.#undone.reverse()) forgetAll(one.changes)
      this.#undone = []
    }
    this.#done.push({ deed, time, texts, id: ++this.#last, changes })
    if (this.#done.length - this.#first <= kept) return
    const oldest = this.#letGo()
    if (oldest === undefined) return
    forgetAll(oldest.changes)
    oldest.changes = []
    if (this.#safe === undefined || oldest.id <= this.#safe.since) return
    const { owner } = this.#safe
    this.#safe = undefined
    owner.lost('full')
  }

  #letGo(): Finished | undefined {
    const oldest = this.#done[this.#first++]
    if (this.#first >= kept) {
      this.#done.splice(0, this.#first)
      this.#first = 0
    }
    return oldest
  }

  /** Undoes the last command; false where there is none. */
  undo(): boolean {
    const one = this.#done.length > this.#first ? this.#done.pop() : undefined
    if (one === undefined) return false
    one.undo = one.texts().undoOf(one.changes)
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
        for (const change of changes) change.reverse()
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
    for (const { changes } of [...this.#done.slice(this.#first), ...this.#undone]) forgetAll(changes)
    this.#done = []
    this.#first = 0
    this.#undone = []
    this.#safe = undefined
  }
}
