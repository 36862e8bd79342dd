// Owns the rows of a new device in menus without a declaration: those in notes, and those of its board.
import type { KnownMenu } from '../../schema/known-menu.ts'
import { Id, type Value } from '../../value/value.ts'
import type { DeviceMenu } from '../router.ts'
import type { BoardRow } from './board.ts'
import { storedText } from './type.ts'

const assignment = /([\w.-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g

/** Returns the names and values of a row in notes. */
export const assignments = (row: string): readonly (readonly [name: string, value: string])[] =>
  [...row.matchAll(assignment)].map(([, name = '', quoted, plain = '']) => [name, quoted?.replace(/\\(.)/g, '$1') ?? plain])

/** Returns the rows of a new device: those in notes, then those of the board. */
export function factoryOf(menu: KnownMenu): DeviceMenu['factory'] {
  const rows = (menu.factory?.rows ?? []).map(assignments)
  const kept = (row: readonly (readonly [string, string])[]): Readonly<Record<string, Value>> =>
    Object.fromEntries(row.map(([name, text]): [string, Value] => [name, name === '.id' ? idOf(text) : storedText(menu, name, text)]))
  // A board may list rows that every device has, as its export selects them.
  const isThere = (own: BoardRow): boolean =>
    rows.some((row) => Object.entries(own).every(([key, text]) => row.some(([name, value]) => name === key && value === text)))
  return (device) => {
    const own = (device.board.rows[menu.path] ?? []).filter((row) => !isThere(row))
    return [...rows.map(kept), ...own.map((row) => kept(Object.entries(row)))]
  }
}

const idOf = (text: string): Id => new Id(parseInt(text.slice(1), 16))
