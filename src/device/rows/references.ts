// Owns looking up references to rows of other menus: whether a name exists, the id of the row with a name, and the name of a row.
import type { References } from '../../schema/property.ts'
import { readId } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import type { Board } from '../plain/board.ts'
import type { MenuOn } from '../types.ts'
import type { Store } from './store.ts'

/** The parts of a device `D` that lookups use. */
interface Searched<D> {
  readonly board: Board
  isRelease(releases: string | undefined): boolean
  menuAt(path: string): MenuOn<D> | undefined
  declared(path: string): MenuOn<D>
  store(menu: MenuOn<D>): Store
}

/** The rows of a device `D` by name and id, as kinds of values look them up. */
export class RowReferences<D> implements References {
  readonly board: Board
  readonly #device: D & Searched<D>

  constructor(device: D & Searched<D>) {
    this.board = device.board
    this.#device = device
  }

  isRelease(releases: string | undefined): boolean {
    return this.#device.isRelease(releases)
  }

  locate(path: string, text: string): number | undefined {
    const store = this.#device.store(this.#device.declared(path))
    const id = readId(text)
    return (id === undefined ? store.byName(text) : store.byId(id.id))?.id
  }

  knows(paths: readonly string[], name: string): boolean | undefined {
    const menus = paths.map((path) => this.#device.menuAt(path))
    const hasName = (menu: MenuOn<D>): boolean => menu.has?.(name, this.#device) ?? this.#device.store(menu).byName(name) !== undefined
    if (menus.some((menu) => menu !== undefined && hasName(menu))) return true
    return menus.includes(undefined) ? undefined : false
  }

  wasNamed(paths: readonly string[], name: string): boolean {
    return paths.some((path) => this.#device.menuAt(path)?.wasNamed?.(name, this.#device) === true)
  }

  names(paths: readonly string[]): readonly string[] {
    return paths.flatMap((path) => {
      const menu = this.#device.menuAt(path)
      return menu === undefined ? [] : this.#device.store(menu).names()
    })
  }

  nameOf(path: string, id: number): string | undefined {
    const menu = this.#device.declared(path)
    const row = this.#device.store(menu).byId(id)
    const name = row === undefined || menu.name === undefined ? undefined : row.values.get(menu.name)
    return name === undefined ? undefined : show(name)
  }
}
