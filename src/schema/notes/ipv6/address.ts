// Owns the notes on /ipv6/address.
import { notes, to } from '../menu-notes.ts'

export const ipv6Address = notes(() => ({
  '/ipv6/address': { types: { address: 'ip6' }, refers: { interface: to('/interface', 'all none dynamic static') } },
}))
