// Owns the notes on /routing/ospf and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

/** Settings of an unconfigured OSPF: public verbose exports of 6.x. */
const redistributes = 'distribute-default=never redistribute-connected=no redistribute-static=no redistribute-rip=no redistribute-bgp=no'

/** Properties of an instance in 6.x that 7.x lacks: the same exports. */
const distributed =
  'distribute-default redistribute-connected redistribute-static redistribute-bgp redistribute-rip redistribute-other-ospf ' +
  'metric-default metric-connected metric-static metric-bgp metric-rip metric-other-ospf in-filter out-filter'

export const ospf = notes(() => ({
  '/routing/ospf/area': {
    types: { type: 'closed' },
    refers: { instance: to('/routing/ospf/instance') },
    factory: {
      releases: '..6.99',
      selects: 'default',
      rows: ['default=yes name=backbone instance=default area-id=0.0.0.0 type=default disabled=no'],
    },
  },
  '/routing/ospf/area/range': {
    // `prefix` of 7.x: public exports of 6.x.
    former: ['add', 'set'].map((command) => ({ command, takes: each('range', 'any'), releases: '6.0..6.99' })),
  },
  '/routing/ospf/network': {
    board: { releases: '..6.99', kind: 'list', properties: 'network area' },
    refers: { area: to('/routing/ospf/area') },
  },
  '/routing/ospf/nbma-neighbor': {
    board: { releases: '..6.99', kind: 'list', properties: 'address instance poll-interval priority' },
  },
  '/routing/ospf/virtual-link': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties: 'neighbor-id transit-area authentication authentication-key authentication-key-id',
    },
  },
  '/routing/ospf/sham-link': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties: 'area src-address dst-address cost authentication authentication-key authentication-key-id',
    },
  },
  '/routing/ospf/instance': {
    former: ['add', 'set'].map((command) => ({ command, takes: each(distributed, 'any'), releases: '6.0..6.99' })),
    factory: {
      releases: '..6.99',
      selects: 'default',
      rows: [`default=yes name=default router-id=0.0.0.0 ${redistributes} metric-default=1 disabled=no`],
    },
    types: { version: 'num 2..3' },
  },
  '/routing/ospf/interface': {
    // Rows are added by users in 6.x: public verbose exports of it.
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'interface cost priority authentication authentication-key authentication-key-id network-type instance-id ' +
        'retransmit-interval transmit-delay hello-interval dead-interval use-bfd passive',
    },
    // A capture of 7.x in ntc-templates.
    order: 'address area state network-type cost priority',
    sensitive: ['auth-key', 'authentication-key'],
  },
  '/routing/ospf/interface-template': {
    releases: '7.0..',
    types: { priority: 'num 0..255', cost: 'num 0..65535' },
    refers: { area: to('/routing/ospf/area'), interfaces: to('/interface /interface/list', 'all none dynamic static', true) },
    sensitive: ['auth-key'],
  },
  '/routing/ospf/neighbor': {
    // A capture of 6.x in ntc-templates.
    orders: [{ names: 'instance router-id address interface priority dr-address backup-dr-address state', releases: '..6.99' }],
    listing: 'detail',
  },
  '/routing/ospf/lsa': {
    listing: 'detail',
  },
}))
