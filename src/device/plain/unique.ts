// Owns what no two rows of a menu without a declaration share, in the device's words, and the names that it gives to rows.
import { Failure } from '../../diagnostic/failure.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Row } from '../../schema/menu.ts'
import type { Value } from '../../value/value.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'
import { interfaceKind, interfaceNamed } from './interfaces.ts'

interface Rule {
  readonly properties: readonly string[]
  readonly message: string
}

const rule = (properties: string, message: string): Rule => ({ properties: properties.split(' '), message: `failure: ${message}` })

/**
 * Rules whose words were seen: reference language.md section 7, and answers of devices that public projects handle (`device already added
 * as bridge port`, `pool with such name exists`, `already have user with this name for this server`).
 */
const rules: Readonly<Record<string, Rule>> = {
  '/interface/bridge/port': rule('interface', 'device already added as bridge port'),
  '/ip/address': rule('address interface', 'already have such address'),
  '/ip/dhcp-client': rule('interface', 'dhcp-client on that interface already exists'),
  '/ip/firewall/address-list': rule('list address', 'already have such entry'),
  '/ip/hotspot/user': rule('name server', 'already have user with this name for this server'),
  '/ip/pool': rule('name', 'pool with such name exists'),
  '/ipv6/firewall/address-list': rule('list address', 'already have such entry'),
}

const interfaceTaken = 'failure: already have interface with such name'

/** The words for a name that is taken where the menu's own were not seen (seen in `/system/script` and `/system/scheduler`). */
export const nameTaken = 'failure: item with this name already exists'

/** Refuses a row that shares with another what only one may have. `values` are all of the row's; `row` is undefined for a new one. */
export function refuseDuplicate(device: Router, menu: KnownMenu, values: ReadonlyMap<string, Value>, row: Row | undefined): void {
  const declared = device.declared(menu.path)
  const own = Object.hasOwn(rules, menu.path) ? rules[menu.path] : undefined
  const name = values.get('name')
  if (interfaceKind(menu.path) !== undefined && name !== undefined && name !== row?.values.get('name')) {
    if (interfaceNamed(device, show(name)) !== undefined) throw new Failure(interfaceTaken)
  }
  const found = own ?? (hasUniqueNames(menu) ? { properties: ['name'], message: nameTaken } : undefined)
  const first = found?.properties[0]
  if (found === undefined || first === undefined || !values.has(first)) return
  if (row !== undefined && found.properties.every((property) => values.get(property) === row.values.get(property))) return
  const usual = (property: string): Value | undefined =>
    device.kept(declared, { id: 0, values: new Map(), attachment: undefined }, property)
  if (device.store(declared).sharing(found.properties, values, row, usual).length > 0) throw new Failure(found.message)
}

/** Menus whose rows are told apart by their name alone. */
const hasUniqueNames = (menu: KnownMenu): boolean => menu.keys.length === 1 && menu.keys[0] === 'name'

/** The name that a device gives to a new row, where its menu names rows by itself: `bridge1`, `dhcp1`; undefined where it does not. */
export function nameFor(device: Router, menu: KnownMenu): string | undefined {
  const stem = interfaceKind(menu.path)?.stem ?? stems.get(menu.path) ?? (hasUniqueNames(menu) ? lastWord(menu.path) : undefined)
  if (stem === undefined) return undefined
  const isTaken = (name: string): boolean =>
    interfaceKind(menu.path) === undefined
      ? device.store(device.declared(menu.path)).byName(name) !== undefined
      : interfaceNamed(device, name) !== undefined
  let number = (device.store(device.declared(menu.path)).size || 0) + 1
  while (number > 1 && !isTaken(`${stem}${number - 1}`)) number--
  while (isTaken(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** Beginnings of names, from exports of devices that were set up by wizards or without names. */
const stems: ReadonlyMap<string, string> = new Map([
  ['/interface/wifi/channel', 'ch'],
  ['/interface/wifi/configuration', 'cfg'],
  ['/interface/wifi/datapath', 'datapath'],
  ['/interface/wifi/security', 'sec'],
  ['/interface/wireguard/peers', 'peer'],
  ['/ip/dhcp-server', 'dhcp'],
  ['/ip/hotspot', 'hotspot'],
  ['/ip/ipsec/peer', 'peer'],
  ['/ip/pool', 'pool'],
  ['/ppp/secret', 'ppp'],
])

const lastWord = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
