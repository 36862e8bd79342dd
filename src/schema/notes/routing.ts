// Owns the notes on /routing: hand-written metadata (menu-notes.ts).
import { each, notes, to } from './menu-notes.ts'

export const routing = notes(() => ({
  '/routing/*': { types: { ...each('address src-address dst-address remote.address local.address range', 'host') }, exportsGiven: true },
  '/routing/igmp-proxy/interface': {
    columns: [{ names: 'interface threshold' }],
    refers: { interface: to('/interface', 'all') },
  },
  // The manual's page on moving from 6.x to 7: the menu of global router ids is new.
  '/routing/id': { releases: '7.0..' },
  // 6.x has /routing/pim.
  '/routing/pimsm': { releases: '7.0..' },
  '/routing/pimsm/uib-g': {
    columns: [{ names: 'instance group' }],
  },
  '/routing/pimsm/uib-sg': {
    columns: [{ names: 'instance group source' }],
  },
  '/routing/pimsm/neighbor': {
    columns: [{ names: 'instance address priority' }],
  },
  '/routing/bfd/session': {
    listing: 'detail',
  },
  '/routing/igmp-proxy/mfc': { refers: { 'upstream-interface': to('/interface'), 'downstream-interfaces': to('/interface', '', true) } },
  '/routing/gmp': { refers: { interfaces: to('/interface /interface/list', 'all none dynamic static', true) } },
  '/routing/isis/interface-template': { refers: { interfaces: to('/interface /interface/list', 'all none dynamic static', true) } },
  '/routing/pimsm/interface-template': { refers: { interfaces: to('/interface /interface/list', 'all none dynamic static', true) } },
}))
