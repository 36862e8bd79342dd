// Owns the notes on /ipv6/address: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const ipv6Address = notes(() => ({
  '/ipv6/address': {
    // Details of 7.x in the manual.
    order: 'address from-pool interface actual-interface eui-64 advertise no-dad valid preferred',
    // Details of 7.x: `X - disabled, I - invalid, D - dynamic; G - global, L - link-local`; S and d came with later releases.
    flagColumns: 'XID GLSd',
    flagReleases: { slave: '7.20..', deprecated: '7.20..' },
    columns: [{ names: 'address from-pool interface advertise' }],
    types: { address: 'ip6' },
    keeps: { address: 'address6-and-length' },
    valuesAtRest: { vrf: 'main', ...each('slave deprecated invalid', 'no') },
    emptyAtRest: ['valid', 'preferred'],
    // As in /ip/address.
    refers: { interface: to('/interface /ip/vrf') },
  },
}))
