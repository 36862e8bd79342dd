// Owns the notes on /interface/dot1x and the menus below it.
import { notes, to, names } from '../menu-notes.ts'

export const dot1x = notes(() => ({
  '/interface/dot1x/client': { refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') } },
  '/interface/dot1x/server/active/*': { unexported: true },
  '/interface/dot1x/server/active': {
    without: names('username session-id auth-info vlan-id'),
  },
}))
