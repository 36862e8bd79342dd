// Owns the notes on /interface/vlan: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const vlan = notes(() => ({
  '/interface/vlan': {
    // Listings of 6.x have S, those of 7.2x H.
    legends: [
      { flags: 'X:disabled R:running S:slave', releases: '..6.99' },
      { flags: 'X:disabled R:running', releases: '7.0..7.19' },
      { flags: 'X:disabled R:running H:hw-offloaded', releases: '7.20..' },
    ],
    columns: [{ names: 'name mtu arp vlan-id interface' }],
    // Boards with a routing switch (an export of a CRS309 with 7.23.2); virtual machines lost it after 7.20.
    boardArguments: { add: 'l3-hw-offloading', set: 'l3-hw-offloading' },
    types: { 'vlan-id': 'num 1..4095' },
    refers: { interface: to('/interface') },
  },
}))
