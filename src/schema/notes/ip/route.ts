// Owns the notes on /ip/route.
import { each, notes, to } from '../menu-notes.ts'

/** What a route takes in 6.x beside what it takes now (the wiki's page on routes). */
const former = {
  'routing-mark': 'string',
  'route-tag': 'num',
  type: 'enum :unicast blackhole unreachable prohibit',
  'bgp-as-path': 'string',
  'bgp-atomic-aggregate': 'bool',
  'bgp-communities': 'string',
  'bgp-local-pref': 'num',
  'bgp-med': 'num',
  'bgp-origin': 'any',
  'bgp-prepend': 'num',
} as const

export const route = notes(() => ({
  '/ip/route': {
    reads: { blackhole: 'alone' },
    keeps: { 'dst-address': 'prefix4' },
    former: [
      { command: 'add', takes: former, releases: '6.0..6.99' },
      { command: 'set', takes: former, releases: '6.0..6.99' },
    ],
    formerProperties: [{ names: Object.keys(former).join(' '), releases: '6.0..6.99' }],
    defaults: { 'dst-address': '0.0.0.0/0' },
    boardArguments: { add: 'suppress-hw-offload', set: 'suppress-hw-offload' },
    types: { ...each('distance scope target-scope', 'num 0..255'), ...each('gateway pref-src dst-address', 'host') },
    rest: each('dynamic connect rip bgp ospf is-is dhcp vpn modem bgp-mpls-vpn hw-offloaded ecmp', 'no'),
    without: ['local-address'],
    refers: { 'routing-table': to('/routing/table /ip/vrf', 'main') },
  },
  '/ip/route/*': { saysGiven: true },
}))
