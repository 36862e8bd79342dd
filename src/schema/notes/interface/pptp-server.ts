// Owns the notes on /interface/pptp-server and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const pptpServer = notes(() => ({
  '/interface/pptp-server/server': { refers: { 'default-profile': to('/ppp/profile', 'default default-encryption') } },
  '/interface/pptp-server': {
    columns: [{ names: 'name user mtu client-address uptime encoding' }],
    emptyAtRest: ['mtu', 'mru'],
  },
}))
