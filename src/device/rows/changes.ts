// Owns recording which rows changed since the last report: for listeners of a menu, and for saving the state.

/** A row that was changed; `gone` where it was removed. */
export interface ChangedRow {
  readonly id: number
  readonly gone: boolean
}
/** The changes of one menu. */
export interface MenuChanges {
  /** Rows that were added, changed or removed. */
  readonly rows: Set<ChangedRow>
  /** Whether rows are in another order. */
  moved: boolean
}

/** The changes by the path of the menu. `whole`: everything may have changed. */
export interface StoreChanges {
  readonly menus: ReadonlyMap<string, MenuChanges>
  readonly whole: boolean
}

/** Records changes while there is a listener; without one it costs nothing. */
export class Changes {
  #menus: Map<string, MenuChanges> | undefined
  #whole = false
  #version = 0
  readonly #listeners = new Set<(changed: StoreChanges) => void>()

  /** Registers a listener, called before a response is sent and when the device waits. Returns a function that unregisters it. */
  whenSettled(listener: (changed: StoreChanges) => void): () => void {
    this.#menus ??= new Map()
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reports the changes since the last report to all listeners. */
  settle(): void {
    for (let changed = this.#take(); changed !== undefined; changed = this.#take())
      for (const listener of this.#listeners) listener(changed)
  }

  /** A number that changes whenever a row was changed, with or without listeners. */
  get version(): number {
    return this.#version
  }

  /** Records that a row was added, changed or removed; undefined: rows were moved. */
  note(path: string, item: ChangedRow | undefined): void {
    this.#version++
    if (this.#menus === undefined) return
    let menu = this.#menus.get(path)
    if (menu === undefined) this.#menus.set(path, (menu = { rows: new Set(), moved: false }))
    if (item === undefined) menu.moved = true
    else menu.rows.add(item)
  }

  /** Records that all rows were replaced. */
  noteAll(): void {
    this.#version++
    this.#whole = this.#menus !== undefined
  }

  #take(): StoreChanges | undefined {
    const menus = this.#menus
    if (menus === undefined || (menus.size === 0 && !this.#whole)) return undefined
    const whole = this.#whole
    this.#menus = new Map()
    this.#whole = false
    return { menus, whole }
  }
}
