// Owns the notes on /interface/pptp-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const pptpClient = notes(() => ({
  '/interface/pptp-client': {
    listing: 'detail',
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
  },
}))
