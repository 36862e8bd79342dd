// Owns the notes on /interface/ovpn-server and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const ovpnServer = notes(() => ({
  '/interface/ovpn-server/server': {
    types: { port: 'num 0..65535', netmask: 'num 0..32' },
    refers: {
      'default-profile': to('/ppp/profile', 'default default-encryption'),
      certificate: to('/certificate', 'none'),
      'client-certificate': to('/certificate', 'none'),
    },
  },
  '/interface/ovpn-server': {
    emptyAtRest: ['mtu'],
  },
}))
