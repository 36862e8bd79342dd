// Owns the notes on /interface/pppoe-server and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to, names } from '../menu-notes.ts'

export const pppoeServer = notes(() => ({
  '/interface/pppoe-server/server': {
    listing: 'detail',
    refers: { 'default-profile': to('/ppp/profile', 'default default-encryption'), interface: to('/interface', '<l2tp>') },
  },
  '/interface/pppoe-server': {
    emptyAtRest: names('mtu mru remote-address interface vid'),
  },
}))
