// Owns the notes on /interface/ovpn-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const ovpnClient = notes(() => ({
  '/interface/ovpn-client': {
    types: { port: 'num 0..65535' },
    refers: {
      profile: to('/ppp/profile', 'default default-encryption'),
      certificate: to('/certificate', 'none'),
      'client-certificate': to('/certificate', 'none'),
    },
  },
}))
