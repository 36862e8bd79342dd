// Owns the notes on /ip/proxy and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const proxy = notes(() => ({
  '/ip/proxy': { keeps: { 'src-address': 'address' } },
  '/ip/proxy/*': { keeps: { 'src-address': 'range-or-prefix6' }, types: { 'src-address': 'host', 'dst-address': 'host' } },
  '/ip/proxy/access': { types: { 'dst-port': 'ranges 0..65535' } },
  '/ip/proxy/cache-contents/*': { unexported: true },
  '/ip/proxy/inserts': {
    counters: /./,
  },
  '/ip/proxy/lookups': {
    counters: /./,
  },
  '/ip/proxy/refreshes': {
    counters: /./,
  },
}))
