// Owns the notes on /ipv6/neighbor and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const ipv6Neighbor = notes(() => ({
  // Added entries stay, as in /ip/arp.
  '/ipv6/neighbor': {
    // Old pages show details, new ones a table.
    listing: 'detail ..7.1',
    columns: [{ names: 'address mac-address interface vrf', releases: '7.2..' }],
    valuesAtRest: { status: 'permanent', vrf: 'main' },
    refers: { interface: to('/interface') },
  },
}))
