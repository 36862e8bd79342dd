// Owns the notes on /ip/dns and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const dns = notes(() => ({
  '/ip/dns': {
    valuesAtRest: { 'dynamic-servers': '' },
    fromOutside: ['cache-used'],

    former: [{ command: 'set', takes: { 'query-total-timeout': 'any' }, releases: '6.0..6.99' }],
    types: { 'cache-size': 'size' },
  },
  // Rows of 7.23.7 always have a type.
  '/ip/dns/static': { keeps: { address: 'address' }, defaults: { type: 'A' } },
  '/ip/dns/cache/*': { unexported: true },
  '/ip/dns/adlist': {
    listing: 'detail',
  },
}))
