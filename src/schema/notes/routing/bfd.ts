// Owns the notes on /routing/bfd and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const bfd = notes(() => ({
  // Verbose exports of 6.x.
  '/routing/bfd/interface': {
    board: { releases: '..6.99', kind: 'list', properties: 'interface interval min-rx multiplier' },
    defaults: { interval: '0.2s', 'min-rx': '0.2s', multiplier: '5' },
    factory: {
      releases: '..6.99',
      selects: 'default',
      rows: ['default=yes interface=all interval=0.2s min-rx=0.2s multiplier=5 disabled=no'],
    },
  },
  '/routing/bfd/configuration': { refers: { interfaces: to('/interface /interface/list', 'all none dynamic static', true) } },
}))
