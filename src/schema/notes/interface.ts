// Owns the notes on /interface: hand-written metadata (menu-notes.ts).
import { interfaceCounters } from './counted.ts'
import { each, notes, to } from './menu-notes.ts'

/** The properties of `print stats` of an interface, in order: the manual's page on statistics. */
const interfaceStats = 'rx-byte tx-byte rx-packet tx-packet tx-queue-drop'

/** The object identifiers of `print oid` of an interface: the manual's page on SNMP (columns of ifTable, RFC 2863). */
const interfaceOids = {
  name: '1.3.6.1.2.1.2.2.1.2',
  mtu: '1.3.6.1.2.1.2.2.1.4',
  'mac-address': '1.3.6.1.2.1.2.2.1.6',
  'admin-status': '1.3.6.1.2.1.2.2.1.7',
  'oper-status': '1.3.6.1.2.1.2.2.1.8',
  'bytes-in': '1.3.6.1.2.1.2.2.1.10',
  'packets-in': '1.3.6.1.2.1.2.2.1.11',
  'discards-in': '1.3.6.1.2.1.2.2.1.13',
  'errors-in': '1.3.6.1.2.1.2.2.1.14',
  'bytes-out': '1.3.6.1.2.1.2.2.1.16',
  'packets-out': '1.3.6.1.2.1.2.2.1.17',
  'discards-out': '1.3.6.1.2.1.2.2.1.19',
  'errors-out': '1.3.6.1.2.1.2.2.1.20',
}

/** Properties of a VPLS tunnel in 6.x that 7.x lacks: public exports of 6.x and the manual's page on VPLS. */
const formerVpls = 'remote-peer vpls-id cisco-style cisco-style-id l2mtu advertised-l2mtu use-control-word disable-running-check'

export const interfaces = notes(() => ({
  '/interface': {
    // As in 7.22.1.
    aliases: { wifiwave2: '/interface/wifi' },
    // Types and stems: `/interface print` and exports of devices with such interfaces; `l2tp-out1` as in the manual's examples. Those of
    // w60g and pwr-line are inferred.
    gathers: {
      '/interface/ethernet': { type: 'ether', stem: 'ether' },
      '/interface/wireless': { type: 'wlan', stem: 'wlan' },
      '/interface/wifi': { type: 'wifi', stem: 'wifi' },
      '/interface/wifiwave2': { type: 'wifi', stem: 'wifi' },
      '/interface/lte': { type: 'lte', stem: 'lte' },
      '/interface/w60g': { type: 'w60g', stem: 'wlan60' },
      '/interface/w60g/station': { type: 'w60g-station', stem: 'wlan60-station' },
      '/interface/pwr-line': { type: 'pwr-line', stem: 'pwr-line' },
      '/interface/bridge': { type: 'bridge', stem: 'bridge' },
      '/interface/bonding': { type: 'bond', stem: 'bonding' },
      '/interface/vlan': { type: 'vlan', stem: 'vlan' },
      '/interface/vrrp': { type: 'vrrp', stem: 'vrrp' },
      '/interface/vxlan': { type: 'vxlan', stem: 'vxlan' },
      '/interface/veth': { type: 'veth', stem: 'veth' },
      '/interface/wireguard': { type: 'wg', stem: 'wireguard' },
      '/interface/macvlan': { type: 'macvlan', stem: 'macvlan' },
      '/interface/macsec': { type: 'macsec', stem: 'macsec' },
      '/interface/mesh': { type: 'mesh', stem: 'mesh' },
      '/interface/eoip': { type: 'eoip', stem: 'eoip-tunnel' },
      '/interface/eoipv6': { type: 'eoipv6', stem: 'eoipv6-tunnel' },
      '/interface/gre': { type: 'gre-tunnel', stem: 'gre-tunnel' },
      '/interface/gre6': { type: 'gre6-tunnel', stem: 'gre6-tunnel' },
      '/interface/ipip': { type: 'ipip', stem: 'ipip-tunnel' },
      '/interface/ipipv6': { type: 'ipipv6', stem: 'ipipv6-tunnel' },
      '/interface/6to4': { type: '6to4-tunnel', stem: 'sit' },
      '/interface/pppoe-client': { type: 'pppoe-out', stem: 'pppoe-out' },
      '/interface/pppoe-server': { type: 'pppoe-in', stem: 'pppoe-in' },
      '/interface/l2tp-client': { type: 'l2tp-out', stem: 'l2tp-out' },
      '/interface/l2tp-server': { type: 'l2tp-in', stem: 'l2tp-in' },
      '/interface/l2tp-ether': { type: 'l2tp-ether', stem: 'l2tp-ether' },
      '/interface/ovpn-client': { type: 'ovpn-out', stem: 'ovpn-out' },
      '/interface/ovpn-server': { type: 'ovpn-in', stem: 'ovpn-in' },
      '/interface/pptp-client': { type: 'pptp-out', stem: 'pptp-out' },
      '/interface/pptp-server': { type: 'pptp-in', stem: 'pptp-in' },
      '/interface/sstp-client': { type: 'sstp-out', stem: 'sstp-out' },
      '/interface/sstp-server': { type: 'sstp-in', stem: 'sstp-in' },
      '/interface/ppp-client': { type: 'ppp-out', stem: 'ppp-out' },
      '/interface/ppp-server': { type: 'ppp-in', stem: 'ppp-in' },
      '/interface/vpls': { type: 'vpls', stem: 'vpls' },
      '/caps-man/interface': { type: 'cap', stem: 'cap' },
      '/mpls/traffic-eng/tunnel': { type: 'traffic-eng', stem: 'traffic-eng' },
    },
    // Hardware, and interfaces that appear by themselves: exports only list changed ones.
    existsWithoutAdd:
      /^(lo|ether\d+|sfp|combo\d|qsfp|wlan|wifi|lte|usb|ppp-out|w60g|wireless|pwr-line|cap\d|lora|z(ero)?t|back-to-|wds\d|<|\*)/,
    // The default configuration of most boards adds it, and exports list it.
    existsByDefault: ['bridge'],
    unexported: true,
    places: { 'monitor-traffic': 'interface' },
    counters: interfaceCounters,
    prints: {
      stats: { as: 'table', names: `name ${interfaceStats}`, grouped: true },
      // The manual's page on counters: ` 5      name="sfp1" link-downs=0 rx-byte=0 ... tx-queue-drop=0 fp-rx-byte=0 ...`.
      'stats-detail': {
        as: 'detail',
        names:
          `name last-link-down-time last-link-up-time link-downs ${interfaceStats} ` + 'fp-rx-byte fp-tx-byte fp-rx-packet fp-tx-packet',
        grouped: true,
      },
      oid: { as: 'detail', oids: interfaceOids },
    },
    valuesAtRest: { ...each('inactive passthrough power-limited slave', 'no'), 'link-downs': '0', vrf: 'main' },
    emptyAtRest: ['last-link-down-time', 'last-link-up-time', 'max-l2mtu'],
  },
  '/interface/*': {
    valuesAtRest: { ...each('inactive slave managed invalid', 'no'), 'loop-protect-status': 'off' },
    // The remote end of a tunnel that received no packet.
    emptyAtRest: ['default-name', 'max-l2mtu', 'current-remote-address', 'client-address', 'encoding', 'uptime'],
    types: {
      ...each('loop-protect tls-version l2tp-proto-version accept-proto-version igmp-version mld-version v3-protocol', 'closed'),
      ...each('mtu l2mtu max-mtu max-mru', 'num 0..65536'),
      mrru: 'num 0..65535',
      'default-route-distance': 'num 0..255',
      dscp: 'num 0..63',
      ...each('address local-address remote-address connect-to allowed-address src-address dst-address', 'host'),
    },
  },
  '/interface/mesh/port': {
    emptyAtRest: ['active-port-type', 'dr-address'],
    refers: { interface: to('/interface'), mesh: to('/interface/mesh') },
  },
  '/interface/vpls': {
    // Exports of 6.x: a tunnel names its peer, and is disabled unless it says otherwise.
    former: ['add', 'set'].map((command) => ({ command, takes: each(formerVpls, 'any'), releases: '6.0..6.99' })),
    formerProperties: [{ names: formerVpls, releases: '6.0..6.99' }],
    disabledByDefault: '..6.99',
    emptyAtRest: ['bgp-vpls', 'bgp-vpls-prfx'],
  },
  // Tunnels that BGP signals, in 6.x: the same exports; /routing/bgp/vpls of 7.x.
  '/interface/vpls/bgp-vpls': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'name bridge bridge-cost bridge-horizon export-route-targets import-route-targets route-distinguisher site-id pw-type ' +
        'use-control-word',
    },
    refers: { bridge: to('/interface/bridge') },
  },
  '/interface/macvlan': {
    columns: [{ names: 'name mtu interface mac-address mode', releases: '7.2..' }],
    refers: { interface: to('/interface') },
  },
  '/interface/ipip': {
    // No listing of 6.x has it.
    flagReleases: { dynamic: '7.0..' },
    columns: [{ names: 'name mtu local-address remote-address' }],
  },
  '/interface/mesh': {
    places: { traceroute: 'mesh address' },
    listing: 'detail',
  },
  '/interface/bonding': {
    places: { 'monitor-slaves': 'bond' },
    // Captures of ntc-templates, 6.x and 7.x.
    zero: each('down-delay up-delay', '0ms'),
    refers: { slaves: to('/interface', '', true), primary: to('/interface', 'none') },
  },
}))
