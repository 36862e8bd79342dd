// Owns the notes on /ip/dns and the menus below it.
import { notes } from '../menu-notes.ts'

export const dns = notes(() => ({
  '/ip/dns': {
    rest: { 'dynamic-servers': '' },
    told: ['cache-used'],

    former: [{ command: 'set', takes: { 'query-total-timeout': 'any' }, releases: '6.0..6.99' }],
    types: { 'cache-size': 'size' },
  },
  '/ip/dns/cache/*': { unexported: true },
}))
