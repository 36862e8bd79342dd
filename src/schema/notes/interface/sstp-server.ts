// Owns the notes on /interface/sstp-server and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const sstpServer = notes(() => ({
  '/interface/sstp-server/server': {
    types: { port: 'num 0..65535' },
    refers: {
      'default-profile': to('/ppp/profile', 'default default-encryption'),
      certificate: to('/certificate', 'none'),
      'client-certificate': to('/certificate', 'none'),
    },
  },
  '/interface/sstp-server': {
    emptyAtRest: ['mtu'],
  },
}))
