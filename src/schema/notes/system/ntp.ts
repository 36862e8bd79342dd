// Owns the notes on /system/ntp and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes } from '../menu-notes.ts'

export const ntp = notes(() => ({
  '/system/ntp/*': { types: { address: 'host', servers: 'host' } },
  '/system/ntp/client': {
    valuesAtRest: each('freq-drift system-offset', '0'),
    emptyAtRest: ['synced-server', 'synced-stratum'],
    former: [{ command: 'set', takes: { 'primary-ntp': 'any', 'secondary-ntp': 'any', 'server-dns-names': 'any' }, releases: '6.0..6.99' }],
  },
  '/system/ntp/server': { former: [{ command: 'set', takes: { multicast: 'any' }, releases: '6.0..6.99' }] },
}))
