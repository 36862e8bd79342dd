// Owns the notes on /interface/ppp-client.
import { notes, to } from '../menu-notes.ts'

export const pppClient = notes(() => ({
  '/interface/ppp-client': {
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
  },
}))
