// Owns the notes on /ip/socks and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const socks = notes(() => ({
  '/ip/socks': { types: { port: 'num 0..65535' } },
  '/ip/socks/*': { keeps: { 'src-address': 'range-or-prefix6' }, types: { 'src-address': 'host', 'dst-address': 'host' } },
  '/ip/socks/access': {
    listing: 'detail',
    types: { 'src-port': 'ranges 0..65535', 'dst-port': 'ranges 0..65535' },
  },
  '/ip/socks/connections': {
    columns: [{ names: 'src-address dst-address tx rx' }],
  },
}))
