// Owns the notes on /ipv6/route: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const ipv6Route = notes(() => ({
  '/ipv6/route': {
    keeps: { 'dst-address': 'prefix6' },
    defaults: { 'dst-address': '::/0' },
    alsoTakes: { 'check-gateway': 'enum :bfd' },
    boardArguments: { add: 'suppress-hw-offload', set: 'suppress-hw-offload' },
    types: { ...each('distance scope target-scope', 'num 0..255'), ...each('gateway pref-src dst-address', 'host') },
    refers: { 'routing-table': to('/routing/table /ip/vrf', 'main') },
  },
  '/ipv6/route/*': { exportsGiven: true },
}))
