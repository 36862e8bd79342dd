// Owns the notes on /ipv6/address.
import { each, notes, to } from '../menu-notes.ts'

export const ipv6Address = notes(() => ({
  '/ipv6/address': {
    types: { address: 'ip6' },
    keeps: { address: 'address6-and-length' },
    rest: { vrf: 'main', ...each('slave deprecated invalid', 'no') },
    without: ['valid', 'preferred'],
    refers: { interface: to('/interface', 'all none dynamic static') },
  },
}))
