// Owns the notes on /interface/pppoe-client.
import { notes, to } from '../menu-notes.ts'

export const pppoeClient = notes(() => ({
  '/interface/pppoe-client': {
    // Without a default route no listing of the manual has it.
    shownWith: { 'default-route-distance': 'add-default-route=yes' },
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption'), interface: to('/interface', 'all none dynamic static') },
  },
}))
