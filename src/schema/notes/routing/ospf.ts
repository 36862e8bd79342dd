// Owns the notes on /routing/ospf and the menus below it.
import { notes, to } from '../menu-notes.ts'

export const ospf = notes(() => ({
  '/routing/ospf/area': { types: { type: 'closed' }, refers: { instance: to('/routing/ospf/instance') } },
  '/routing/ospf/instance': {
    former: [
      {
        command: 'add',
        takes: {
          'distribute-default': 'any',
          'redistribute-connected': 'any',
          'redistribute-static': 'any',
          'redistribute-bgp': 'any',
          'redistribute-rip': 'any',
          'metric-default': 'any',
        },
        releases: '6.0..6.99',
      },
      {
        command: 'set',
        takes: {
          'distribute-default': 'any',
          'redistribute-connected': 'any',
          'redistribute-static': 'any',
          'redistribute-bgp': 'any',
          'redistribute-rip': 'any',
          'metric-default': 'any',
        },
        releases: '6.0..6.99',
      },
    ],
    // 6.x had a row of that name.
    boardRows: { by: 'name' },
    types: { version: 'num 2..3' },
  },
  '/routing/ospf/interface': {
    // A capture of 7.x in ntc-templates.
    order: 'address area state network-type cost priority',
    sensitive: ['auth-key'],
  },
  '/routing/ospf/interface-template': {
    types: { priority: 'num 0..255', cost: 'num 0..65535' },
    refers: { area: to('/routing/ospf/area') },
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
