// Owns the notes on /interface/veth: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const veth = notes(() => ({
  '/interface/veth': { releases: '7.0..', listedOnly: '7.22..', keeps: { address: 'prefix' }, emptyAtRest: ['dhcp-address'] },
  '/interface/veth/*': { packages: ['container'] },
}))
