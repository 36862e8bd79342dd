// Owns the notes on /ip/vrf: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const vrf = notes(() => ({
  '/ip/vrf': {
    releases: '7.0..',
    listing: 'detail',
    factory: { selects: 'name', rows: ['builtin=yes name=main interfaces=all'] },
  },
}))
