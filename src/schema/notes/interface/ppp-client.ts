// Owns the notes on /interface/ppp-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const pppClient = notes(() => ({
  '/interface/ppp-client': {
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
  },
}))
