// Owns which rows were changed since somebody last asked: for who listens to a menu, and for keeping what was answered.

/** A row that was changed. */
export interface ChangedRow {
  readonly id: number
  readonly gone: boolean
}
/** What happened to the rows of one menu. */
export interface MenuChanges {
  /** Rows that came, changed or went. */
  readonly rows: Set<ChangedRow>
  /** Rows stand in another order. */
  moved: boolean
}

/** What was changed, by the path of the menu. `whole`: everything may be another. */
export interface Changed {
  readonly menus: ReadonlyMap<string, MenuChanges>
  readonly whole: boolean
}

/** Notes changes while somebody wants them; costs nothing before. */
export class Changes {
  #menus: Map<string, MenuChanges> | undefined
  #whole = false
  #version = 0
  readonly #hearers = new Set<(changed: Changed) => void>()

  /** `hear` is told what was changed: before an answer goes out, and when the device waits. Returns what ends that. */
  whenSettled(hear: (changed: Changed) => void): () => void {
    this.#menus ??= new Map()
    this.#hearers.add(hear)
    return () => this.#hearers.delete(hear)
  }

  /** Tells who wants to know what was changed since they were last told. */
  settle(): void {
    for (let changed = this.#take(); changed !== undefined; changed = this.#take()) for (const hear of this.#hearers) hear(changed)
  }

  /** Another number whenever a row was changed, whether anybody wants to know or not. */
  get version(): number {
    return this.#version
  }

  /** A row came, changed or went; undefined: rows were moved. */
  note(path: string, item: ChangedRow | undefined): void {
    this.#version++
    if (this.#menus === undefined) return
    let menu = this.#menus.get(path)
    if (menu === undefined) this.#menus.set(path, (menu = { rows: new Set(), moved: false }))
    if (item === undefined) menu.moved = true
    else menu.rows.add(item)
  }

  /** All rows were replaced. */
  noteAll(): void {
    this.#version++
    this.#whole = this.#menus !== undefined
  }

  #take(): Changed | undefined {
    const menus = this.#menus
    if (menus === undefined || (menus.size === 0 && !this.#whole)) return undefined
    const whole = this.#whole
    this.#menus = new Map()
    this.#whole = false
    return { menus, whole }
  }
}
