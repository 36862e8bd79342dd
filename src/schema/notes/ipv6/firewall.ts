// Owns the notes on /ipv6/firewall and the menus below it: hand-written metadata (menu-notes.ts).
import { ruleCounters } from '../counted.ts'
import { addressList, anyTable, ruleLimits, ruleTable } from '../firewall-tables.ts'
import { each, notes, to } from '../menu-notes.ts'

const addresses = { 'src-address': 'ip6', 'dst-address': 'ip6' } as const

export const ipv6Firewall = notes(() => ({
  '/ipv6/firewall/*': {
    ...anyTable,
    keeps: { ...each('src-address dst-address to-address', 'prefix6'), ...ruleLimits },
    counters: ruleCounters,
  },
  '/ipv6/firewall/address-list': { ...addressList, keeps: { address: 'prefix6-or-name' } },
  '/ipv6/firewall/filter': { types: addresses, ...ruleTable },
  '/ipv6/firewall/mangle': {
    types: addresses,
    refers: { 'new-routing-mark': to('/routing/table /ip/vrf', 'main') },
    ...ruleTable,
  },
  '/ipv6/firewall/nat': { types: addresses, ...ruleTable },
  '/ipv6/firewall/raw': { types: addresses, ...ruleTable },
  '/ipv6/firewall/connection': {
    columns: [{ names: 'protocol src-address dst-address tcp-state', releases: '..7.1' }],
  },
}))
