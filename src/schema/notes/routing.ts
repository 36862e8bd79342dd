// Owns the notes on /routing: hand-written metadata (menu-notes.ts).
import { each, notes } from './menu-notes.ts'

export const routing = notes(() => ({
  '/routing/*': { types: { ...each('address src-address dst-address remote.address local.address range', 'host') }, exportsGiven: true },
  '/routing/igmp-proxy/interface': {
    columns: [{ names: 'interface threshold' }],
  },
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
}))
