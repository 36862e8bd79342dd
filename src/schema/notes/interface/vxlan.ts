// Owns the notes on /interface/vxlan and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const vxlan = notes(() => ({
  '/interface/vxlan': { releases: '7.0..', types: { vni: 'num 0..16777215', port: 'num 0..65535' } },
  '/interface/vxlan/vteps': {
    columns: [{ names: 'interface remote-ip' }],
    types: { port: 'num 0..65535' },
  },
  '/interface/vxlan/fdb': {
    listing: 'detail',
  },
}))
