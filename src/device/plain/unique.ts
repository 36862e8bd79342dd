// Owns refusing duplicate rows in menus without a declaration, with the device's messages, and naming new rows.
import { Failure } from '../../diagnostic/failure.ts'
import { interfaceKind } from '../../schema/interfaces.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import { emptyRow, type Row } from '../../schema/menu.ts'
import { noted } from '../../schema/noted.ts'
import type { Unique } from '../../schema/notes/note-types.ts'
import { equals } from '../../value/compare.ts'
import type { Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'
import { interfaceNamed } from './interfaces.ts'
import { lastSegment } from '../../text/words.ts'

/** Returns the failure for an interface name that is taken: 7.24.4 includes the name, earlier releases do not. */
export const interfaceTaken = (device: Router, name: string): Failure =>
  new Failure(`failure: already have interface with ${device.isRelease('7.24..') ? `name ${name}` : 'such name'}`, {
    cause: { kind: 'name-taken' },
  })

/** The message for a taken name where the menu's own is not known (seen in `/system/script` and `/system/scheduler`). */
export const nameTaken = 'failure: item with this name already exists'

/** Throws a Failure for a row that duplicates what has to be unique. `given` are the changed values; `row` is undefined for a new row. */
export function refuseDuplicate(device: Router, menu: KnownMenu, given: ReadonlyMap<string, Value>, row: Row | undefined): void {
  const name = given.get('name')
  if (name !== undefined && name !== row?.values.get('name') && interfaceKind(menu.path) !== undefined) {
    if (interfaceNamed(device, show(name)) !== undefined) throw interfaceTaken(device, show(name))
  }
  const rules: readonly Unique[] = noted(menu.path, ({ unique }) => unique) ?? (hasUniqueNames(menu) ? [{ by: ['name'] }] : [])
  // Unchanged values are not checked.
  if (row !== undefined && !rules.some((rule) => looksAt(rule).some((property) => given.has(property)))) return
  const values = row === undefined ? given : new Map([...row.values, ...given])
  const declared = device.declared(menu.path)
  const defaultValue = (property: string): Value | undefined => device.kept(declared, emptyRow(0), property)
  const isOff = (of: ReadonlyMap<string, Value>): boolean => (of.get('disabled') ?? defaultValue('disabled')) === true
  for (const rule of rules) {
    const { by, message, whileEnabled } = rule
    const [first] = by
    if (first === undefined || !values.has(first) || (whileEnabled === true && isOff(values))) continue
    if (row !== undefined && looksAt(rule).every((property) => isSame(values.get(property), row.values.get(property)))) continue
    const others = device.store(declared).sharing(by, values, row, defaultValue)
    if (others.every((other) => whileEnabled === true && isOff(other.values))) continue
    throw new Failure(message === undefined ? nameTaken : `failure: ${message}`, { cause: { kind: 'name-taken' } })
  }
}

/** The properties that decide whether two rows conflict. */
const looksAt = ({ by, whileEnabled }: Unique): readonly string[] => (whileEnabled === true ? [...by, 'disabled'] : by)

const isSame = (a: Value | undefined, b: Value | undefined): boolean => a === b || (a !== undefined && b !== undefined && equals(a, b))

/** Whether a menu's rows are identified by their name alone. */
const hasUniqueNames = (menu: KnownMenu): boolean => menu.keys.length === 1 && menu.keys[0] === 'name'

/** Returns the name for a new row where the device names rows itself: `bridge1`, `dhcp1`; else undefined. */
export function nameFor(device: Router, menu: KnownMenu): string | undefined {
  const stem =
    interfaceKind(menu.path)?.stem ?? noted(menu.path, ({ stem }) => stem) ?? (hasUniqueNames(menu) ? lastSegment(menu.path) : undefined)
  if (stem === undefined) return undefined
  const isTaken = (name: string): boolean =>
    interfaceKind(menu.path) === undefined
      ? device.storeAt(menu.path).byName(name) !== undefined
      : interfaceNamed(device, name) !== undefined
  let number = (device.storeAt(menu.path).size || 0) + 1
  while (number > 1 && !isTaken(`${stem}${number - 1}`)) number--
  while (isTaken(`${stem}${number}`)) number++
  return `${stem}${number}`
}
