// Owns the notes on /interface/vrrp: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const vrrp = notes(() => ({
  '/interface/vrrp': {
    types: { priority: 'num 1..254', vrid: 'num 1..255' },
    refers: {
      interface: to('/interface'),
      'group-master': to('/interface/vrrp', 'none self'),
      'group-authority': to('/interface/vrrp', 'none self'),
    },
  },
}))
