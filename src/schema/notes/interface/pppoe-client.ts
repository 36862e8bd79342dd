// Owns the notes on /interface/pppoe-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const pppoeClient = notes(() => ({
  '/interface/pppoe-client': {
    places: { scan: 'interface' },
    // Listings of the manual without a default route lack it.
    shownWith: { 'default-route-distance': 'add-default-route=yes' },
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption'), interface: to('/interface', '', true) },
  },
}))
