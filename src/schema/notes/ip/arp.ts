// Owns the notes on /ip/arp: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const arp = notes(() => ({
  '/ip/arp': {
    // An incomplete entry has none (captures of ntc-templates).
    asWritten: ['mac-address'],
    // Listings of 6.x.
    legends: [
      { flags: 'X:disabled I:invalid H:DHCP=dhcp D:dynamic P:published C:complete', releases: '..6.99' },
      { flags: 'X:disabled I:invalid H:dhcp D:dynamic P:published C:complete', releases: '7.0..' },
    ],
    columns: [
      { names: 'address mac-address interface', releases: '..7.19' },
      { names: 'address mac-address interface vrf status', releases: '7.20..' },
    ],
    keeps: { address: 'address4' },
    valuesAtRest: { status: 'permanent', vrf: 'main', ...each('dhcp dynamic invalid published', 'no') },
    refers: { interface: to('/interface') },
  },
}))
