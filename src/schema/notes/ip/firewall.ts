// Owns the notes on /ip/firewall and the menus below it: hand-written metadata (menu-notes.ts).
import { ruleCounters } from '../counted.ts'
import { addressList, anyTable, ruleLimits, ruleTable } from '../firewall-tables.ts'
import { each, notes, to } from '../menu-notes.ts'

const helpers = (irc: 'yes' | 'no'): readonly string[] => [
  'name=ftp disabled=no ports=21',
  'name=tftp disabled=no ports=69',
  `name=irc disabled=${irc} ports=6667`,
  'name=h323 disabled=no',
  'name=sip disabled=no ports=5060,5061 sip-direct-media=yes sip-timeout=1h',
  'name=pptp disabled=no',
  'name=rtsp disabled=yes ports=554',
  'name=udplite disabled=no',
  'name=dccp disabled=no',
  'name=sctp disabled=no',
]

export const firewall = notes(() => ({
  '/ip/firewall/*': {
    ...anyTable,
    counters: ruleCounters,
    keeps: { ...each('src-address dst-address to-addresses', 'range'), ...ruleLimits },
    types: { ...anyTable.types, 'ipv4-options': 'closed', 'src-address': 'host', 'dst-address': 'host' },
  },
  '/ip/firewall/address-list': {
    columns: [{ names: 'list address creation-time timeout' }],
    ...addressList,
    keeps: { address: 'range-or-name' },
  },
  '/ip/firewall/filter': {
    boardArguments: { add: 'hw-offload', set: 'hw-offload' },
    refers: { 'layer7-protocol': to('/ip/firewall/layer7-protocol') },
    ...ruleTable,
  },
  '/ip/firewall/mangle': {
    refers: { 'new-routing-mark': to('/routing/table /ip/vrf', 'main'), 'layer7-protocol': to('/ip/firewall/layer7-protocol') },
    ...ruleTable,
  },
  '/ip/firewall/nat': { refers: { 'layer7-protocol': to('/ip/firewall/layer7-protocol') }, ...ruleTable },
  '/ip/firewall/raw': ruleTable,
  '/ip/firewall/service-port': {
    types: { ports: 'ranges 0..65535' },
    fixedRows: [{ since: '3.0', names: 'ftp tftp irc h323 sip pptp rtsp udplite dccp sctp' }],
    factory: [
      // Exports of 6.4x have `set irc disabled=yes`: it was enabled by default.
      { selects: 'name', rows: helpers('no'), releases: '..6.99' },
      { selects: 'name', rows: helpers('yes') },
    ],
  },
  '/ip/firewall/connection/tracking': {
    // Exports of 7.14 to 7.20 write 10s; the default in its place is the manual's.
    defaultsIn: [{ values: { 'udp-timeout': '30s' }, releases: '7.14..' }],
  },
  '/ip/firewall/connection': {
    columns: [{ names: 'protocol src-address dst-address tcp-state timeout', releases: '..7.1' }],
  },
}))
