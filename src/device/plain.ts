// Owns menus without a declaration: what the facts say of them, as a declaration, so that they work as plain stores.
import { Failure } from '../diagnostic/failure.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Property } from '../schema/menu.ts'
import { shown, text } from '../schema/property.ts'
import type { Value } from '../value/value.ts'
import type { Device, DeviceMenu } from './device.ts'

/**
 * A declaration made from the facts, or undefined where a menu has nothing that a script could keep in it: rows that are the device's own
 * (interfaces, neighbours, counters). Values are kept as the script gave them; what the facts do not say (columns, flags) is not invented.
 */
export function plain(menu: KnownMenu): DeviceMenu | undefined {
  const { shape } = menu
  if (shape === undefined || shape === 'fixed' || (shape === 'list' && menu.command('add') === undefined)) return undefined
  const properties: Record<string, Property<Device>> = {}
  for (const name of menu.properties) if (!name.startsWith('.') && name !== 'about') properties[name] = propertyOf(menu, name)
  const keys = menu.keys.length === 0 && 'name' in properties ? ['name'] : menu.keys
  const refusal = menu.addRefusal
  return {
    path: menu.path,
    kind: shape,
    about: 'a plain store: what is set is kept, and nothing else happens',
    properties,
    ...('disabled' in properties ? { flags: [{ letter: 'X', property: 'disabled' }] } : {}),
    ...(keys.length === 1 ? { name: keys[0]! } : {}),
    // Menus that refuse an empty `add` in words of their own: their rule is not known, but an empty row is not what the device would make.
    ...(refusal === undefined ? {} : { adding: ({ values }: { values: ReadonlyMap<string, Value> }) => refuseEmpty(values, refusal) }),
  }
}

function refuseEmpty(values: ReadonlyMap<string, Value>, message: string): void {
  if (values.size === 0) throw new Failure(message)
}

function propertyOf(menu: KnownMenu, name: string): Property<Device> {
  const facts = menu.known.get(name)
  const given = facts?.default === undefined ? undefined : menu.readProperty(name, facts.default)
  const writable = menu.command('add')?.exact(name) !== undefined || menu.command('set')?.exact(name) !== undefined
  return {
    type: name === 'comment' ? text() : shown(),
    ...(given === undefined ? {} : { default: given }),
    ...(menu.required.includes(name) ? { required: true } : {}),
    ...(writable ? {} : { readOnly: true }),
  }
}
