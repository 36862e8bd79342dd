// Owns the notes on /zerotier and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const zerotier = notes(() => ({
  '/zerotier/controller': {
    columns: [{ names: 'instance name network private' }],
  },
  '/zerotier/controller/member': {
    columns: [{ names: 'network zt-address ip-address last-seen' }],
  },
  '/zerotier/interface': {
    columns: [{ names: 'name mac-address network network-name status' }],
  },
  '/zerotier/peer': {
    columns: [{ names: 'instance zt-address latency role path' }],
  },
  '/zerotier': {
    releases: '7.0..',
    columns: [{ names: 'name port identity.public' }],
    // Public exports of 7.1 to 7.22: `set zt1 ... name=zt1 port=9993`, `set zt1 disabled=no disabled=no`.
    factory: { selects: 'name', rows: ['name=zt1 port=9993 disabled=yes'] },
    defaults: { port: '9993' },
  },
}))
