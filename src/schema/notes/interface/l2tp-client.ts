// Owns the notes on /interface/l2tp-client.
import { notes, to } from '../menu-notes.ts'

export const l2tpClient = notes(() => ({
  '/interface/l2tp-client': {
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
  },
}))
