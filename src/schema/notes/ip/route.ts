// Owns the notes on /ip/route.
import { each, notes, to } from '../menu-notes.ts'

export const route = notes(() => ({
  '/ip/route': {
    reads: { blackhole: 'alone' },
    defaults: { 'dst-address': '0.0.0.0/0' },
    boardArguments: { add: 'suppress-hw-offload', set: 'suppress-hw-offload' },
    types: { ...each('distance scope target-scope', 'num 0..255'), ...each('gateway pref-src dst-address', 'host') },
    rest: each('dynamic connect rip bgp ospf is-is dhcp vpn modem bgp-mpls-vpn hw-offloaded ecmp', 'no'),
    without: ['local-address'],
    refers: { 'routing-table': to('/routing/table /ip/vrf', 'main') },
  },
  '/ip/route/*': { saysGiven: true },
}))
