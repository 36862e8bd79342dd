// Owns which menus hold interfaces, and the names that interfaces have across them.
import type { Rows } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'
import type { Item } from '../rows/store.ts'

/** A menu of interfaces: its path, what `/interface` shows as type, and the beginning of the names that it gives. */
export interface InterfaceKind {
  readonly path: string
  readonly type: string
  readonly stem: string
}

const kind = (name: string, type = name, stem = name): InterfaceKind => ({ path: `/interface/${name}`, type, stem })

/** Types and stems: `/interface print` and exports of devices with such interfaces; `l2tp-out1` as the manual's examples have it. */
const interfaceKinds: readonly InterfaceKind[] = [
  kind('ethernet', 'ether', 'ether'),
  kind('wireless', 'wlan', 'wlan'),
  kind('wifi', 'wifi', 'wifi'),
  kind('wifiwave2', 'wifi', 'wifi'),
  kind('lte', 'lte', 'lte'),
  kind('bridge'),
  kind('bonding', 'bond', 'bonding'),
  kind('vlan'),
  kind('vrrp'),
  kind('vxlan'),
  kind('veth'),
  kind('wireguard', 'wg', 'wireguard'),
  kind('macvlan'),
  kind('macsec'),
  kind('mesh'),
  kind('eoip', 'eoip', 'eoip-tunnel'),
  kind('eoipv6', 'eoipv6', 'eoipv6-tunnel'),
  kind('gre', 'gre-tunnel', 'gre-tunnel'),
  kind('gre6', 'gre6-tunnel', 'gre6-tunnel'),
  kind('ipip', 'ipip', 'ipip-tunnel'),
  kind('ipipv6', 'ipipv6', 'ipipv6-tunnel'),
  kind('6to4', '6to4-tunnel', 'sit'),
  kind('pppoe-client', 'pppoe-out', 'pppoe-out'),
  kind('pppoe-server', 'pppoe-in', 'pppoe-in'),
  kind('l2tp-client', 'l2tp-out', 'l2tp-out'),
  kind('l2tp-server', 'l2tp-in', 'l2tp-in'),
  kind('l2tp-ether', 'l2tp-ether', 'l2tp-ether'),
  kind('ovpn-client', 'ovpn-out', 'ovpn-out'),
  kind('ovpn-server', 'ovpn-in', 'ovpn-in'),
  kind('pptp-client', 'pptp-out', 'pptp-out'),
  kind('pptp-server', 'pptp-in', 'pptp-in'),
  kind('sstp-client', 'sstp-out', 'sstp-out'),
  kind('sstp-server', 'sstp-in', 'sstp-in'),
  kind('ppp-client', 'ppp-out', 'ppp-out'),
  kind('ppp-server', 'ppp-in', 'ppp-in'),
  kind('vpls'),
  { path: '/caps-man/interface', type: 'cap', stem: 'cap' },
  { path: '/mpls/traffic-eng/tunnel', type: 'traffic-eng', stem: 'traffic-eng' },
]

const byPath: ReadonlyMap<string, InterfaceKind> = new Map(interfaceKinds.map((row) => [row.path, row]))

/** The kind of a menu of interfaces; undefined for other menus. */
export const interfaceKind = (path: string): InterfaceKind | undefined => byPath.get(path)

/** Every interface, by kind and in the order of their menus. */
export function interfacesOf(device: Router): readonly { readonly kind: InterfaceKind; readonly item: Item; readonly name: string }[] {
  return interfaceKinds.flatMap((row) => {
    const menu = device.menuAt(row.path)
    if (menu === undefined) return []
    return device.store(menu).items.map((item) => ({ kind: row, item, name: show(item.values.get('name') ?? '') }))
  })
}

/** The interface of that name; undefined where there is none. */
export function interfaceNamed(device: Router, name: string): Item | undefined {
  for (const { path } of interfaceKinds) {
    const menu = device.menuAt(path)
    const found = menu === undefined ? undefined : device.store(menu).byName(name)
    if (found !== undefined) return found
  }
  return undefined
}

/** Makes the rows of a menu those of the interfaces, by name: `/queue/interface` has one for each. */
export function followInterfaces(rows: Rows, device: Router): void {
  const names = new Set(interfacesOf(device).map(({ name }) => name))
  for (const row of [...rows.items]) if (!names.has(show(row.values.get('interface') ?? ''))) rows.remove(row)
  for (const name of names) if (rows.byName(name) === undefined) rows.add(new Map([['interface', name]]))
}
