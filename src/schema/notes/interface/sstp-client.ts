// Owns the notes on /interface/sstp-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const sstpClient = notes(() => ({
  '/interface/sstp-client': {
    types: { port: 'num 0..65535' },
    // The manual's default is "disabled"; 'no' is not a valid value.
    defaults: { mrru: 'disabled' },
    refers: {
      profile: to('/ppp/profile', 'default default-encryption'),
      certificate: to('/certificate', 'none'),
      'client-certificate': to('/certificate', 'none'),
    },
  },
}))
