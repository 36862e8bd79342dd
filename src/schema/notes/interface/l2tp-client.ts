// Owns the notes on /interface/l2tp-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const l2tpClient = notes(() => ({
  '/interface/l2tp-client': {
    propertyReleases: { 'l2tp-proto-version': '7.0..', 'l2tpv3-cookie-length': '7.0..', 'l2tpv3-digest-hash': '7.0..' },
    // Listings of the manual without a default route lack them; the protocol's version and its options came with 7.x.
    shownWith: { 'default-route-distance': 'add-default-route=yes', 'use-peer-dns': 'add-default-route=yes' },
    // The manual's table of its properties; the facts have `no`, which is no distance.
    defaults: { 'default-route-distance': '1' },
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
  },
}))
