// Owns the notes on /interface/dot1x and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to, names } from '../menu-notes.ts'

export const dot1x = notes(() => ({
  '/interface/dot1x/client': {
    listing: 'detail',
    // The manual of 6.4x; the name in 7.x is `certificate`.
    former: [
      { command: 'add', takes: { 'client-certificate': 'any' }, releases: '6.44..6.99' },
      { command: 'set', takes: { 'client-certificate': 'any' }, releases: '6.44..6.99' },
    ],
    formerProperties: [{ names: 'client-certificate', releases: '6.44..6.99' }],
    refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none'), interface: to('/interface') },
  },
  '/interface/dot1x/server/active/*': { unexported: true },
  '/interface/dot1x/server/active': {
    listing: 'detail',
    emptyAtRest: names('username session-id auth-info vlan-id'),
  },
  '/interface/dot1x/server': { refers: { interface: to('/interface /interface/list', 'all none dynamic static') } },
}))
