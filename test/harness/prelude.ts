// Owns the commands that add the rows to which random rows of a menu may refer.
import type { KnownMenu } from '../../src/schema/known-menu.ts'
import { referenceOf } from '../../src/schema/references.ts'

/** The arguments, besides the name, of rows to which others refer. */
const made: Readonly<Record<string, string>> = {
  '/interface/vxlan': 'vni=1',
  '/ip/dhcp-client/option': 'code=60',
  '/ip/dhcp-server': 'interface=ether5',
  '/ip/dhcp-server/option': 'code=60',
  '/ip/dhcp-server/option/sets': 'options=""',
  '/ip/firewall/layer7-protocol': 'regexp=x',
  '/ip/ipsec/peer': 'address=192.0.2.1',
  '/ip/pool': 'ranges=10.9.9.9',
  '/ip/vrf': 'interfaces=none',
  '/queue/type': 'kind=pfifo',
  '/routing/ospf/area': 'instance=there',
  '/system/logging/action': 'target=memory',
}

/** Returns the commands that add a row named `there` to each menu to which rows of `menu` refer. */
export function preludeOf(menu: KnownMenu): readonly string[] {
  const names = [...((menu.command('add') ?? menu.command('set'))?.arguments.keys() ?? [])]
  const of = new Set(names.flatMap((name) => referenceOf(menu.path, name)?.of[0] ?? []))
  for (const path of ['/interface', '/certificate']) of.delete(path)
  const before = of.has('/routing/ospf/area') ? ['/routing/ospf/instance/add name=there version=2'] : []
  return [...before, ...[...of].filter((path) => path !== menu.path).map((path) => `${path}/add name=there ${made[path] ?? ''}`)]
}
