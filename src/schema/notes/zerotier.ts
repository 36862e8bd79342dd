// Owns the notes on /zerotier and what is below it.
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
    columns: [{ names: 'name port identity.public' }],
  },
}))
