// Owns the history of finished commands, which can be undone and redone, and safe mode, which undoes everything since it was taken.
import type { Account } from '../value/limits.ts'
import { forgetAll, type Journal, type Reversible } from './rows/journal.ts'

/** The number of finished commands that are kept (the manual, page on configuration management). */
const maxFinishedCommands = 100

/** The description and the user of a finished command. */
export interface FinishedCommand {
  /** Text such as `address added`. */
  readonly action: string
  readonly by: string
}

/** Produces the texts of a finished command on demand. */
export interface CommandTexts {
  /** The command itself. */
  redo(): string
  /** The commands that undo its changes. */
  undoOf(changes: readonly Reversible[]): string
}

/** A finished command. `floating`: safe mode undoes it when its console ends. */
export interface HistoryEntry extends FinishedCommand {
  readonly id: number
  /** Nanoseconds since 1970. */
  readonly time: bigint
  /** The command's text, produced when called. */
  readonly redo: () => string
  readonly state: 'undoable' | 'redoable' | 'floating'
  /** The commands that undo it, produced when called. */
  readonly undo: () => string
}

interface Finished {
  readonly command: FinishedCommand
  readonly time: bigint
  readonly texts: () => CommandTexts
  readonly id: number
  changes: readonly Reversible[]
  /** The text of its undo, once it was undone. */
  undo?: string
}

/** The console that took safe mode. `lost` is called when another console ends it, or when more was done than can be undone. */
export interface SafeOwner {
  /** The account that its commands pay into. */
  readonly account: Account
  onLost(why: 'other' | 'full'): void
}

/**
 * A ring of finished commands. Undone commands can be redone until another command changes something. A restart clears it and ends safe
 * mode.
 */
export class CommandHistory {
  readonly #journal: Journal
  #last = 0
  /** Oldest first, from `#first` on; entries before it are dropped in batches. */
  #done: Finished[] = []
  #first = 0
  /** Undone commands, in the order in which they were undone. */
  #undone: Finished[] = []
  #safe: { readonly owner: SafeOwner; readonly since: number } | undefined

  constructor(journal: Journal) {
    this.#journal = journal
  }

  /** The entries, newest first; those that can be redone come before. */
  get entries(): readonly HistoryEntry[] {
    const since = this.#safe?.since ?? Infinity
    const entry = (one: Finished, state: HistoryEntry['state']): HistoryEntry => {
      const { id, command, time, texts } = one
      return { ...command, id, time, state, redo: () => texts().redo(), undo: () => one.undo ?? texts().undoOf(one.changes) }
    }
    return [
      ...this.#undone.map((one) => entry(one, 'redoable')),
      ...this.#done
        .slice(this.#first)
        .map((one) => entry(one, one.id > since ? 'floating' : 'undoable'))
        .reverse(),
    ]
  }

  /** Returns the entry with a number; undefined where it is no longer kept. */
  byId(wanted: number): HistoryEntry | undefined {
    return this.entries.find(({ id }) => id === wanted)
  }

  /** The owner of safe mode; undefined where nobody has it. */
  get safe(): SafeOwner | undefined {
    return this.#safe?.owner
  }

  /** Adds a command that has succeeded; `texts` describes it. */
  add(command: FinishedCommand, time: bigint, changes: readonly Reversible[], texts: () => CommandTexts): void {
    if (this.#undone.length > 0) {
      for (const one of this.#undone.reverse()) forgetAll(one.changes)
      this.#undone = []
    }
    this.#done.push({ command, time, texts, id: ++this.#last, changes })
    if (this.#done.length - this.#first <= maxFinishedCommands) return
    const oldest = this.#dropOldest()
    if (oldest === undefined) return
    forgetAll(oldest.changes)
    oldest.changes = []
    if (this.#safe === undefined || oldest.id <= this.#safe.since) return
    const { owner } = this.#safe
    this.#safe = undefined
    owner.onLost('full')
  }

  #dropOldest(): Finished | undefined {
    const oldest = this.#done[this.#first++]
    if (this.#first >= maxFinishedCommands) {
      this.#done.splice(0, this.#first)
      this.#first = 0
    }
    return oldest
  }

  /** Undoes the last command; returns false where there is none. */
  undo(): boolean {
    const one = this.#done.length > this.#first ? this.#done.pop() : undefined
    if (one === undefined) return false
    one.undo = one.texts().undoOf(one.changes)
    this.#reverse(one)
    this.#undone.push(one)
    return true
  }

  /** Redoes the command that was undone last; returns false where there is none. */
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

  /** Takes safe mode: `unroll` undoes everything done from now on. A previous owner loses it. */
  take(owner: SafeOwner): void {
    const former = this.#safe?.owner
    this.#safe = { owner, since: this.#last }
    if (former !== undefined && former !== owner) former.onLost('other')
  }

  /** Ends safe mode; what was done stays. */
  release(): void {
    this.#safe = undefined
  }

  /** Undoes everything done since safe mode was taken, and ends it. */
  unroll(): void {
    const since = this.#safe?.since ?? Infinity
    for (let one = this.#done.at(-1); one !== undefined && one.id > since; one = this.#done.at(-1)) {
      this.#done.pop()
      this.#reverse(one)
      forgetAll(one.changes)
    }
    this.#safe = undefined
  }

  /** Clears everything: the device restarts. */
  clear(): void {
    for (const { changes } of [...this.#done.slice(this.#first), ...this.#undone]) forgetAll(changes)
    this.#done = []
    this.#first = 0
    this.#undone = []
    this.#safe = undefined
  }
}
