// Owns which properties name items of other menus: one table for what `check` looks up in a script and what stores look up on a device.

/** What a property refers to. */
export interface Reference {
  /** The menus that hold the items; one of them has to have the name. */
  readonly of: readonly string[]
  /** What stands for no item, or is there on every device. */
  readonly words: readonly string[]
  /** A list of names is taken, where no listing says so. */
  readonly several: boolean
}

/**
 * `menus of items | words | menus | properties`; `/menu/*` is a menu and all below it, `*` every menu; `,...` behind a property says that it
 * takes a list. The first line that fits counts. From
 * the manual; properties that may name what appears by itself (IPv6 pools, marks, address lists, chains) are not here.
 */
const table = `
/interface/list | all none dynamic static | /interface/list/member | list
/interface/list | all none dynamic static | /interface/list | include exclude
/interface/list | all none dynamic static | /ip/neighbor/discovery-settings | discover-interface-list
/interface/list | all none dynamic static | /tool/mac-server /tool/mac-server/mac-winbox | allowed-interface-list
/interface/list | all none dynamic static | /interface/detect-internet | detect-interface-list internet-interface-list lan-interface-list wan-interface-list
/interface/list | all none dynamic static | * | in-interface-list out-interface-list in-bridge-list out-bridge-list in-bridge-port-list out-bridge-port-list interface-list src-interface-list datapath.interface-list
/interface/bridge | none | /interface/bridge/port /interface/bridge/vlan /interface/bridge/msti /interface/bridge/mdb /interface/bridge/host | bridge
/interface/bridge | none | /ppp/profile /interface/wifi/datapath /interface/wifiwave2/datapath /caps-man/datapath | bridge
/ip/pool | static-only none | /ip/dhcp-server/* /ip/hotspot/* /ip/ipsec/mode-config | address-pool
/ip/pool | none | /ip/pool | next-pool
/ip/dhcp-server | all | /ip/dhcp-server/lease /ip/dhcp-server/matcher | server
/ip/dhcp-server/option | | /ip/dhcp-server/lease /ip/dhcp-server/network | dhcp-option
/ip/dhcp-server/option/sets | none | /ip/dhcp-server /ip/dhcp-server/lease /ip/dhcp-server/network | dhcp-option-set
/ip/dhcp-client/option | clientid clientid_duid hostname | /ip/dhcp-client | dhcp-options
/ppp/profile | default default-encryption | /ppp/secret /interface/l2tp-client /interface/pptp-client /interface/sstp-client /interface/ovpn-client /interface/pppoe-client /interface/ppp-client | profile
/ppp/profile | default default-encryption | /interface/l2tp-server/server /interface/pptp-server/server /interface/sstp-server/server /interface/ovpn-server/server /interface/pppoe-server/server | default-profile
/ip/hotspot/profile | default | /ip/hotspot | profile
/ip/hotspot/user/profile | default | /ip/hotspot/user | profile
/interface/wireless/security-profiles | default none | /interface/wireless /interface/wireless/connect-list | security-profile
/ip/ipsec/peer | any none | /ip/ipsec/identity /ip/ipsec/policy | peer
/ip/ipsec/profile | default | /ip/ipsec/peer | profile
/ip/ipsec/proposal | default | /ip/ipsec/policy | proposal
/ip/ipsec/mode-config | none request-only | /ip/ipsec/identity | mode-config
/ip/ipsec/policy/group | default none | /ip/ipsec/identity /ip/ipsec/policy | policy-template-group group
/routing/table /ip/vrf | main | /ip/route /ipv6/route | routing-table
/routing/table /ip/vrf | main local | /routing/rule | table
/routing/table /ip/vrf | main | /ip/firewall/mangle /ipv6/firewall/mangle | new-routing-mark
/ip/firewall/layer7-protocol | | /ip/firewall/filter /ip/firewall/mangle /ip/firewall/nat | layer7-protocol
/user/group | full read write | /user | group
/system/logging/action | memory disk echo remote | /system/logging | action
/routing/ospf/area | | /routing/ospf/interface-template | area
/routing/ospf/instance | | /routing/ospf/area | instance
/routing/bgp/template | default | /routing/bgp/connection | templates
/interface/wifi/security | | /interface/wifi /interface/wifi/configuration | security
/interface/wifi/datapath | | /interface/wifi /interface/wifi/configuration | datapath
/interface/wifi/channel | | /interface/wifi /interface/wifi/configuration | channel
/interface/wifi/configuration | | /interface/wifi | configuration
/interface/wifi/configuration | | /interface/wifi/provisioning | master-configuration slave-configurations
/caps-man/configuration | | /caps-man/provisioning | master-configuration slave-configurations
/caps-man/security | | /caps-man/configuration | security
/caps-man/datapath | | /caps-man/configuration | datapath
/caps-man/channel | | /caps-man/configuration | channel
/interface/lte/apn | default | /interface/lte | apn-profiles
/queue/type | default default-small | /queue/tree /queue/interface | queue
/certificate | none | /ip/ipsec/identity | certificate,...
/certificate | none | /ip/service /interface/dot1x/client /interface/ovpn-client /interface/sstp-client /interface/ovpn-server/server /interface/sstp-server/server /radius /tr069-client /ip/reverse-proxy | certificate client-certificate
/certificate | none auto request | /caps-man/manager /interface/wifi/capsman /interface/wifi/cap /caps-man/* | certificate ca-certificate
/certificate | none any | /ip/ipsec/identity | remote-certificate
/certificate | none | /ip/hotspot/profile | ssl-certificate
/certificate | none auto | /user-manager/* | certificate radsec-certificate
/interface | all none dynamic static | /ip/address /ip/dhcp-client /ip/dhcp-server /ip/neighbor /ip/arp /ipv6/address /ipv6/dhcp-client /ipv6/dhcp-server /ipv6/nd /interface/vlan /interface/list/member /interface/bridge/port /interface/pppoe-client /interface/vrrp | interface
`

interface Row extends Reference {
  readonly menus: readonly string[]
}

const byProperty = new Map<string, Row[]>()
for (const line of table.trim().split('\n')) {
  const [of = [], words = [], menus = [], properties = []] = line.split('|').map((part) => part.split(' ').filter((word) => word !== ''))
  for (const property of properties) {
    const [name = ''] = property.split(',')
    const row = { of, words, menus, several: name !== property }
    const rows = byProperty.get(name)
    if (rows === undefined) byProperty.set(name, [row])
    else rows.push(row)
  }
}

/** What a property of the menu at `path` names; undefined where it names no item, or none that can be known. */
export const referenceOf = (path: string, property: string): Reference | undefined =>
  byProperty.get(property)?.find(({ menus }) => menus.some((pattern) => fits(pattern, path)))

function fits(pattern: string, path: string): boolean {
  if (pattern === '*') return true
  const top = pattern.endsWith('/*') ? pattern.slice(0, -2) : undefined
  return top === undefined ? pattern === path : path === top || path.startsWith(`${top}/`)
}

/** Interfaces that hardware brings or that come by themselves: no export lists them unless they were changed. */
const hardware = /^(lo|ether\d+|sfp|combo\d|qsfp|wlan|wifi|lte|usb|ppp-out|w60g|wireless|pwr-line|cap\d|lora|bridge$|<|\*)/

/** Whether an item of this name may be there although nothing defines it. */
export const mayBeThere = ({ of, words }: Reference, name: string): boolean =>
  name === '' || name.startsWith('*') || words.includes(name) || (of.includes('/interface') && hardware.test(name))
