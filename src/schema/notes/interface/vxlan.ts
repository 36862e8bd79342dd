// Owns the notes on /interface/vxlan and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const vxlan = notes(() => ({
  '/interface/vxlan': {
    releases: '7.0..',
    types: { vni: 'num 0..16777215', port: 'num 0..65535' },
    refers: { interface: to('/interface', 'none') },
  },
  '/interface/vxlan/vteps': {
    columns: [{ names: 'interface remote-ip' }],
    types: { port: 'num 0..65535' },
    refers: { interface: to('/interface/vxlan') },
  },
  '/interface/vxlan/fdb': {
    listing: 'detail',
  },
}))
