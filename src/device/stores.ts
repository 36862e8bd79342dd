// Owns the rows of all menus of a device: a store for each menu, filled at its first use, and the limit of rows over all of them.
import type { Row } from '../schema/menu.ts'
import { show } from '../value/show.ts'
import { Id, nothing, type Value } from '../value/value.ts'
import { Room } from './limits.ts'
import type { Changes } from './rows/changes.ts'
import type { Journal } from './rows/journal.ts'
import { Store } from './rows/store.ts'
import type { LoadedRow, MenuOn } from './types.ts'

/** The values of a row of a new device. */
type FactoryRow = Readonly<Record<string, Value>>

/** The rows of all menus of a device: a store for each menu, made at its first use. */
export class Stores<D> {
  readonly #device: D
  readonly #journal: Journal
  readonly #changes: Changes
  readonly #room: Room
  readonly #used = new Map<string, Store>()
  readonly #factories = new Map<string, readonly FactoryRow[]>()

  /** `items` is the maximum number of rows of all menus; unlimited where absent. */
  constructor(device: D, journal: Journal, changes: Changes, items?: number) {
    this.#device = device
    this.#journal = journal
    this.#changes = changes
    this.#room = new Room(items)
  }

  /** The stores used so far, by the path of their menu. */
  get used(): ReadonlyMap<string, Store> {
    return this.#used
  }

  /** Returns the rows of a menu, initially those of a new device. */
  of(menu: MenuOn<D>): Store {
    let store = this.#used.get(menu.path)
    if (store === undefined) {
      const fresh = new Store(menu.path, this.#journal, menu.name, 1, this.#room, this.#changes)
      this.#used.set(menu.path, (store = fresh))
      // A failing command that is the first to use a menu must not undo its initial rows.
      this.#journal.outsideTransaction(() => {
        const rows = menu.factory === undefined && menu.kind === 'settings' ? [{}] : this.#factoryRows(menu)
        for (const [factory, row] of rows.entries()) {
          const { '.id': id, ...values } = row
          fresh.add(new Map(Object.entries(values)), { factory, id: id instanceof Id ? id.id : undefined })
        }
      })
    }
    const { refresh } = menu
    const rows = store
    if (refresh !== undefined) this.#journal.undoneOnlyOnFailure(() => refresh(rows, this.#device))
    return store
  }

  #factoryRows(menu: MenuOn<D>): readonly FactoryRow[] {
    let rows = this.#factories.get(menu.path)
    if (rows === undefined) this.#factories.set(menu.path, (rows = menu.factory?.(this.#device) ?? []))
    return rows
  }

  /** Returns a row's values on a new device; undefined for a row that was added. */
  original(menu: MenuOn<D>, row: Row): FactoryRow | undefined {
    const { factory } = row
    return factory === undefined ? undefined : (this.#factoryRows(menu)[factory] ?? {})
  }

  /** Returns the index of the new device's row with this name; undefined where there is none. */
  factoryNamed(menu: MenuOn<D>, name: string): number | undefined {
    const { name: property } = menu
    const at = property === undefined ? -1 : this.#factoryRows(menu).findIndex((row) => show(row[property] ?? nothing) === name)
    return at === -1 ? undefined : at
  }

  /** Replaces a menu's rows by saved ones. `next` is the id of the next row. */
  fill(menu: MenuOn<D>, next: number, rows: readonly LoadedRow[]): void {
    const store = new Store(menu.path, this.#journal, menu.name, next, this.#room, this.#changes)
    for (const { id, values, attachment, factory } of rows) store.attach(store.add(values, { id, factory }), attachment)
    this.#room.add(-(this.#used.get(menu.path)?.size ?? 0))
    this.#used.set(menu.path, store)
    this.#changes.note(menu.path, undefined)
  }

  /** Drops every row: each menu is as on a new device at its next use. */
  forget(): void {
    for (const { size } of this.#used.values()) this.#room.add(-size)
    this.#used.clear()
    this.#changes.noteAll()
  }
}
