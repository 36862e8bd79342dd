// Owns the notes on /routing/ospf-v3, a menu of 6.x: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const ospfV3 = notes(() => ({
  '/routing/ospf-v3/instance': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'name router-id distribute-default redistribute-connected redistribute-static redistribute-rip redistribute-bgp ' +
        'redistribute-other-ospf metric-default metric-connected metric-static metric-rip metric-bgp metric-other-ospf',
    },
    factory: {
      releases: '..6.99',
      selects: 'default',
      rows: [
        'default=yes name=default router-id=0.0.0.0 distribute-default=never redistribute-connected=no redistribute-static=no ' +
          'redistribute-rip=no redistribute-bgp=no metric-default=1 disabled=no',
      ],
    },
  },
  '/routing/ospf-v3/area': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties: 'name instance area-id type translator-role default-cost inject-summary-lsas',
    },
    factory: {
      releases: '..6.99',
      selects: 'default',
      rows: ['default=yes name=backbone instance=default area-id=0.0.0.0 type=default disabled=no'],
    },
  },
  '/routing/ospf-v3/interface': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'interface area cost priority network-type instance-id use-bfd passive hello-interval dead-interval retransmit-interval ' +
        'transmit-delay',
    },
    refers: { area: to('/routing/ospf-v3/area') },
  },
}))
