// Owns the notes on /ip/vrf.
import { notes } from '../menu-notes.ts'

export const vrf = notes(() => ({
  '/ip/vrf': {
    listing: 'detail',
    factory: { selects: 'name', rows: ['builtin=yes name=main interfaces=all'] },
  },
}))
