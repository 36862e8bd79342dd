// Owns the table of 6.x names with their replacements in 7.x.
// That 7.x has each name on the right is in the facts of 7.24 (a test checks it). That it replaces the name on the left is documented
// - in the manual's page on moving from 6 to 7: routes, rules, tables, filters, BGP, OSPF, RIP, PIM, MME, accounting;
// - in its page on packages: wifiwave2, the user manager;
// - in exports of both: NTP, DNS, IPsec (split into profile and identity in 6.43 and 6.44), neighbours, the MAC server.
// - in the announcement of 6.40rc36: the master port.
// Inferred: p2p, BFD, prefix lists, aggregates, virtual and sham links, security profiles.

/** The replacement, by menu and 6.x name. */
export const successors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/interface': { wifiwave2: '/interface/wifi (since 7.13)' },
  '/interface/ethernet': { 'master-port': '/interface/bridge/port add bridge=BRIDGE interface=PORT (since 6.41)' },
  '/interface/wireless': { 'security-profiles': '/interface/wifi/security where the device has wifi drivers' },
  '/ip': { accounting: '/ip/traffic-flow' },
  '/ip/dns': { 'primary-dns': 'servers=A,B', 'secondary-dns': 'servers=A,B' },
  '/ip/firewall/filter': { p2p: 'nothing: layer7-protocol or tls-host' },
  '/ip/firewall/mangle': { p2p: 'nothing: layer7-protocol or tls-host' },
  '/ip/ipsec/peer': {
    'auth-method': 'auth-method of /ip/ipsec/identity',
    certificate: 'certificate of /ip/ipsec/identity',
    'dh-group': 'dh-group of /ip/ipsec/profile',
    'dpd-interval': 'dpd-interval of /ip/ipsec/profile',
    'dpd-maximum-failures': 'dpd-maximum-failures of /ip/ipsec/profile',
    'enc-algorithm': 'enc-algorithm of /ip/ipsec/profile',
    'generate-policy': 'generate-policy of /ip/ipsec/identity',
    'hash-algorithm': 'hash-algorithm of /ip/ipsec/profile',
    lifetime: 'lifetime of /ip/ipsec/profile',
    'mode-config': 'mode-config of /ip/ipsec/identity',
    'my-id': 'my-id of /ip/ipsec/identity',
    'nat-traversal': 'nat-traversal of /ip/ipsec/profile',
    'policy-template-group': 'policy-template-group of /ip/ipsec/identity',
    'proposal-check': 'proposal-check of /ip/ipsec/profile',
    'remote-certificate': 'remote-certificate of /ip/ipsec/identity',
    secret: 'secret of /ip/ipsec/identity',
  },
  '/ip/neighbor': { discovery: '/ip/neighbor/discovery-settings set discover-interface-list=LIST' },
  '/ip/neighbor/discovery-settings': { discover: 'discover-interface-list=LIST' },
  '/ip/route': {
    'routing-mark': 'routing-table=NAME, a table of /routing/table (add fib name=NAME)',
    rule: '/routing/rule',
    type: 'the word alone: blackhole; an ordinary route needs none',
    vrf: '/ip/vrf',
  },
  '/ipv6/route': {
    'routing-mark': 'routing-table=NAME, a table of /routing/table (add fib name=NAME)',
    type: 'the word alone: blackhole; an ordinary route needs none',
  },
  '/routing': {
    'ospf-v3': '/routing/ospf (instances with version=3)',
    mme: 'nothing: 7.x has no MME',
    pim: '/routing/pimsm',
    'prefix-lists': '/routing/filter/rule',
  },
  '/routing/bfd': { interface: '/routing/bfd/configuration' },
  '/routing/bgp': {
    aggregate: 'a blackhole route, and output.network of /routing/bgp/connection',
    network: 'output.network of /routing/bgp/connection, an address list',
    peer: '/routing/bgp/connection',
  },
  '/routing/filter': { add: '/routing/filter/rule add chain=NAME rule="if (...) { accept }"' },
  '/routing/ospf': {
    network: '/routing/ospf/interface-template add area=NAME networks=PREFIX',
    'nbma-neighbor': '/routing/ospf/static-neighbor',
    'sham-link': 'nothing: 7.x has no sham links',
    'virtual-link': '/routing/ospf/interface-template with vlink-transit-area',
  },
  '/routing/ospf/area': { 'area-id': 'area-id stays; instance= is needed too' },
  '/routing/ospf/interface': { add: '/routing/ospf/interface-template add' },
  '/routing/ospf/instance': {
    'distribute-default': 'originate-default',
    'redistribute-bgp': 'redistribute=bgp',
    'redistribute-connected': 'redistribute=connected',
    'redistribute-other-ospf': 'redistribute=ospf',
    'redistribute-rip': 'redistribute=rip',
    'redistribute-static': 'redistribute=static',
  },
  '/routing/rip': {
    network: '/routing/rip/interface-template',
    neighbor: '/routing/rip/static-neighbor',
  },
  '/system/ntp/client': {
    'primary-ntp': 'servers=A,B (or /system/ntp/client/servers add address=A)',
    'secondary-ntp': 'servers=A,B (or /system/ntp/client/servers add address=A)',
    'server-dns-names': 'servers=NAME,NAME (or /system/ntp/client/servers add address=NAME)',
  },
  '/tool': { 'user-manager': '/user-manager (its package is needed)' },
  '/tool/mac-server': { add: 'set allowed-interface-list=LIST', disabled: 'allowed-interface-list=none' },
}

/** The 7.x replacement of a 6.x name in a menu; undefined if unknown. */
export const successorOf = (menu: string, name: string): string | undefined => {
  const known = Object.hasOwn(successors, menu) ? successors[menu] : undefined
  return known !== undefined && Object.hasOwn(known, name) ? known[name] : undefined
}

/**
 * What a later 7.x has instead of an argument of an earlier one, by menu and argument. Source: the facts, which have `add`, `name` and
 * `disabled` of OpenVPN servers from 7.17 on, and `enabled` until 7.16.
 */
export const laterForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/interface/ovpn-server/server': {
    enabled: 'since 7.17 each server is a row: add name=NAME certificate=NAME disabled=no, or set [find name=NAME] disabled=no',
  },
}
