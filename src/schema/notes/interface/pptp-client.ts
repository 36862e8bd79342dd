// Owns the notes on /interface/pptp-client.
import { notes, to } from '../menu-notes.ts'

export const pptpClient = notes(() => ({
  '/interface/pptp-client': {
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
  },
}))
