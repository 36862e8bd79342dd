// Owns the notes on /interface/eoip: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const eoip = notes(() => ({
  '/interface/eoip': {
    listing: 'detail',
    types: { 'tunnel-id': 'num 0..65535' },
  },
}))
