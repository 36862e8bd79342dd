// Owns the notes on /interface/l2tp-server and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const l2tpServer = notes(() => ({
  '/interface/l2tp-server/server': { refers: { 'default-profile': to('/ppp/profile', 'default default-encryption') } },
  '/interface/l2tp-server': {
    columns: [{ names: 'name user mtu client-address uptime encoding' }],
    emptyAtRest: ['mtu', 'mru'],
  },
}))
