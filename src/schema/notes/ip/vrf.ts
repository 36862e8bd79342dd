// Owns the notes on /ip/vrf: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const vrf = notes(() => ({
  '/ip/vrf': {
    releases: '7.0..',
    listing: 'detail',
    factory: { selects: 'name', rows: ['builtin=yes name=main interfaces=all'] },
    refers: { interfaces: to('/interface /interface/list', 'all none dynamic static', true) },
  },
}))
