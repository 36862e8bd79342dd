// Owns the notes on /routing/rule: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const rule = notes(() => ({
  '/routing/rule': {
    releases: '7.0..',
    listing: 'detail',
    keeps: each('src-address dst-address', 'prefix'),
    refers: { table: to('/routing/table /ip/vrf', 'main local'), interface: to('/interface') },
  },
}))
