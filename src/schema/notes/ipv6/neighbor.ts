// Owns the notes on /ipv6/neighbor and the menus below it.
import { notes } from '../menu-notes.ts'

export const ipv6Neighbor = notes(() => ({
  // An entry that was added stays, as in /ip/arp.
  '/ipv6/neighbor': {
    // Details in old pages, a table in new ones.
    listing: 'detail ..7.1',
    columns: [{ names: 'address mac-address interface vrf', releases: '7.2..' }],
    rest: { status: 'permanent', vrf: 'main' },
  },
}))
