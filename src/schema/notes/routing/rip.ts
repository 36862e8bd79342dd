// Owns the notes on /routing/rip and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const rip = notes(() => ({
  // One value in 6.x: public verbose exports of it.
  '/routing/rip': {
    board: {
      releases: '..6.99',
      kind: 'settings',
      properties:
        'distribute-default redistribute-static redistribute-connected redistribute-ospf redistribute-bgp metric-default metric-static ' +
        'metric-connected metric-ospf metric-bgp update-timer timeout-timer garbage-timer routing-table',
    },
    defaultsIn: [
      {
        values: {
          'distribute-default': 'never',
          ...each('redistribute-static redistribute-connected redistribute-ospf redistribute-bgp', 'no'),
          ...each('metric-default metric-static metric-connected metric-ospf metric-bgp', '1'),
          'update-timer': '30s',
          'timeout-timer': '3m',
          'garbage-timer': '2m',
          'routing-table': 'main',
        },
        releases: '..6.99',
      },
    ],
  },
  '/routing/rip/keys': { sensitive: ['key'] },
  // 6.x has /routing/rip/network and /routing/rip/interface (the same page of the manual).
  '/routing/rip/interface-template': {
    releases: '7.0..',
    refers: { interfaces: to('/interface /interface/list', 'all none dynamic static', true) },
  },
}))
