// Owns the notes on /interface/pppoe-client.
import { notes, to } from '../menu-notes.ts'

export const pppoeClient = notes(() => ({
  '/interface/pppoe-client': {
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption'), interface: to('/interface', 'all none dynamic static') },
  },
}))
