// Owns the notes on /ip/arp.
import { each, notes, to } from '../menu-notes.ts'

export const arp = notes(() => ({
  '/ip/arp': {
    keeps: { address: 'address4' },
    rest: { status: 'permanent', vrf: 'main', ...each('dhcp dynamic invalid published', 'no') },
    refers: { interface: to('/interface', 'all none dynamic static') },
  },
}))
