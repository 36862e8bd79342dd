// Owns the notes on /interface/macsec and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const macsec = notes(() => ({
  '/interface/macsec/profile': {
    factory: { selects: 'default-name', rows: ['default=yes default-name=default name=default server-priority=10'] },
  },
  '/interface/macsec': {
    releases: '7.0..',
    counters: /^(tx|rx)-/,
    refers: { interface: to('/interface') },
  },
}))
