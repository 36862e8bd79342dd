// Owns the rule of references: names of items that the script does not define although it defines others of their kind.
import type { Family, Rule, Scene, Written } from '../rule.ts'
import { didYouMean } from '../similar.ts'

const rules: readonly Rule[] = [
  {
    code: 'undefined-reference',
    severity: 'warning',
    about: 'a name of something that this file does not define, although it defines others of that kind',
    why: `The device refuses it: 'input does not match any value of ...'. In an export, which is meant to be whole, this is a warning; in a
script that changes a configured device, where the item may be there, a hint. Items that every device has are known.`,
    wrong: `# 2024-05-01 10:00:00 by RouterOS 7.22
/ip pool
add name=lan ranges=192.0.2.10-192.0.2.20
/ip dhcp-server
add address-pool=lna interface=ether1 name=dhcp1`,
    right: `# 2024-05-01 10:00:00 by RouterOS 7.22
/ip pool
add name=lan ranges=192.0.2.10-192.0.2.20
/ip dhcp-server
add address-pool=lan interface=ether1 name=dhcp1`,
  },
  {
    code: 'deleted-reference',
    severity: 'hint',
    about: 'the value is the id of an item that is no longer there',
    why: `An export writes *1A where it cannot name the item, because it was removed. On another device the id is something else or nothing:
give the name of what is meant, or leave the line out.`,
    wrong: '/ip address add address=192.0.2.1/24 interface=*F00001',
    right: '/ip address add address=192.0.2.1/24 interface=bridge1',
  },
]

/** Properties that name an item: in which menus they do, what they name, and what is always there. */
interface Kind {
  readonly menus: RegExp
  readonly properties: readonly string[]
  readonly of: string
  readonly always: readonly string[]
}

const kind = (menus: RegExp, properties: string, of: string, always = ''): Kind => ({
  menus,
  properties: properties.split(' '),
  of,
  always: always.split(' '),
})

const anywhere = /^/
const kinds: readonly Kind[] = [
  kind(anywhere, 'in-interface-list out-interface-list interface-list src-interface-list', '/interface/list', 'all none dynamic static'),
  kind(/^\/interface\/list\/member$/, 'list', '/interface/list', 'all none dynamic static'),
  kind(/^\/interface\/list$/, 'include exclude', '/interface/list', 'all none dynamic static'),
  kind(/^\/ip\/dhcp-server$|^\/ip\/hotspot(\/user\/profile)?$/, 'address-pool', '/ip/pool', 'static-only none'),
  kind(/^\/ip\/pool$/, 'next-pool', '/ip/pool', 'none'),
  kind(/^\/ip\/dhcp-server\/lease$/, 'server', '/ip/dhcp-server', 'all'),
  kind(/^\/interface\/bridge\/(port|vlan|msti)$/, 'bridge', '/interface', 'all none dynamic static'),
  kind(/^\/ppp\/secret$|^\/interface\/(l2tp|pptp|sstp|ovpn|pppoe|ppp)-client$/, 'profile', '/ppp/profile', 'default default-encryption'),
  kind(/^\/interface\/(l2tp|pptp|sstp|ovpn|pppoe)-server\/server$/, 'default-profile', '/ppp/profile', 'default default-encryption'),
  kind(/^\/ip\/hotspot$/, 'profile', '/ip/hotspot/profile', 'default'),
  kind(/^\/ip\/hotspot\/user$/, 'profile', '/ip/hotspot/user/profile', 'default'),
  kind(/^\/interface\/wireless$/, 'security-profile', '/interface/wireless/security-profiles', 'default'),
  kind(/^\/ip\/ipsec\/(identity|policy)$/, 'peer', '/ip/ipsec/peer'),
  kind(/^\/ip\/ipsec\/peer$/, 'profile', '/ip/ipsec/profile', 'default'),
  kind(/^\/ip\/ipsec\/policy$/, 'proposal', '/ip/ipsec/proposal', 'default'),
  kind(/^\/ip\/ipsec\/identity$/, 'mode-config', '/ip/ipsec/mode-config', 'none request-only'),
  kind(/^\/ip\/ipsec\/(identity|policy)$/, 'policy-template-group group', '/ip/ipsec/policy/group', 'default none'),
  kind(/^\/ip\/route$|^\/ipv6\/route$|^\/routing\/rule$/, 'routing-table table', '/routing/table', 'main'),
  kind(/^\/ip\/firewall\/mangle$/, 'new-routing-mark', '/routing/table', 'main'),
  kind(/^\/ip\/firewall\/(filter|mangle)$/, 'layer7-protocol', '/ip/firewall/layer7-protocol'),
  kind(/^\/user$/, 'group', '/user/group', 'full read write'),
  kind(/^\/system\/logging$/, 'action', '/system/logging/action', 'memory disk echo remote'),
  kind(/^\/routing\/ospf\/interface-template$/, 'area', '/routing/ospf/area'),
  kind(/^\/routing\/ospf\/area$/, 'instance', '/routing/ospf/instance'),
  kind(/^\/routing\/bgp\/connection$/, 'templates', '/routing/bgp/template', 'default'),
  kind(/^\/interface\/wifi(\/configuration)?$/, 'security', '/interface/wifi/security'),
  kind(/^\/interface\/wifi(\/configuration)?$/, 'datapath', '/interface/wifi/datapath'),
  kind(/^\/interface\/wifi(\/configuration)?$/, 'channel', '/interface/wifi/channel'),
  kind(/^\/interface\/wifi$/, 'configuration', '/interface/wifi/configuration'),
  kind(/^\/interface\/wifi\/provisioning$/, 'master-configuration slave-configurations', '/interface/wifi/configuration'),
  kind(/^\/caps-man\/provisioning$/, 'master-configuration slave-configurations', '/caps-man/configuration'),
  kind(/^\/caps-man\/configuration$/, 'security', '/caps-man/security'),
  kind(/^\/caps-man\/configuration$/, 'datapath', '/caps-man/datapath'),
  kind(/^\/caps-man\/configuration$/, 'channel', '/caps-man/channel'),
]

/** The same by property: a list of addresses asks for each of a million arguments. */
const byProperty: ReadonlyMap<string, readonly Kind[]> = new Map(
  [...new Set(kinds.flatMap(({ properties }) => properties))].map((name) => [name, kinds.filter(({ properties }) => properties.includes(name))]),
)

/** Properties that name an interface in menus where nothing else is meant. */
const ofInterfaces =
  /^\/ip\/(address|dhcp-client|dhcp-server|neighbor|arp)$|^\/ipv6\/(address|dhcp-client|dhcp-server|nd)$|^\/interface\/(vlan|list\/member|bridge\/port|pppoe-client|vrrp)$/

/** Interfaces that hardware brings, and that an export does not list unless they were changed. */
const hardware = /^(all|none|dynamic|static|lo|ether\d+|sfp|combo\d|qsfp|wlan|wifi|lte|usb|ppp-out|w60g|wireless|pwr-line|cap\d|lora|bridge$|<|\*)/

/** Names of items that nothing in the file defines. */
export const references: Family = {
  rules,
  written(written, use, scene) {
    const { argument, text } = written
    if (text.startsWith('*') && /^\*[0-9A-F]+$/.test(text) && written.node.kind === 'literal' && argument.kind.kind !== 'items') {
      scene.report('deleted-reference', written.node, { message: `${argument.name} names an item that is gone` })
      return
    }
    if (use.command.name !== 'add' && use.command.name !== 'set') return
    const found = byProperty.get(argument.name)?.find(({ menus }) => menus.test(use.menu.path))
    if (found !== undefined) look(written, found.of, (name) => found.always.includes(name), scene)
    else if (argument.name === 'interface' && scene.exportedBy !== undefined && ofInterfaces.test(use.menu.path))
      look(written, '/interface', (name) => hardware.test(name), scene)
  },
}

function look({ argument, text, node }: Written, of: string, isAlways: (name: string) => boolean, scene: Scene): void {
  const { definitions, exportedBy, knowledge } = scene
  if (!definitions.some(of)) return
  for (const part of text.split(',')) {
    const name = part.startsWith('!') ? part.slice(1) : part
    if (name === '' || name.startsWith('*') || isAlways(name) || definitions.has(of, name)) continue
    // Interfaces may be hardware that offbox does not know.
    const mild = exportedBy === undefined || of === '/interface' || !knowledge.sure
    const help = didYouMean(name, definitions.names(of))
    scene.report('undefined-reference', node, {
      message: `${argument.name}: nothing here defines '${name}' in ${of}`,
      help,
      ...(mild ? { severity: 'hint' } : {}),
    })
    return
  }
}
