// Owns the notes on /interface/sstp-client.
import { notes, to } from '../menu-notes.ts'

export const sstpClient = notes(() => ({
  '/interface/sstp-client': {
    types: { port: 'num 0..65535' },
    // The manual: "disabled" where nothing is set; 'no' is no value of it.
    defaults: { mrru: 'disabled' },
    refers: {
      profile: to('/ppp/profile', 'default default-encryption'),
      certificate: to('/certificate', 'none'),
      'client-certificate': to('/certificate', 'none'),
    },
  },
}))
