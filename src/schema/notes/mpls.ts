// Owns the notes on /mpls and the menus below it.
import { notes } from './menu-notes.ts'

export const mpls = notes(() => ({
  '/mpls/*': { saysGiven: true },
  '/mpls/settings': { defaults: { 'allow-fast-path': 'yes', 'dynamic-label-range': '16-1048575', 'propagate-ttl': 'yes' } },
  '/mpls/traffic-eng/tunnel': { without: ['default-name'] },
  '/mpls/mangle': {
    columns: [{ names: 'chain exp set-exp set-mark packets' }],
  },
  '/mpls/ldp/neighbor': {
    columns: [{ names: 'transport local-transport peer addresses' }],
  },
  '/mpls/ldp/local-mapping': {
    columns: [{ names: 'vrf dst-address label peers' }],
  },
  '/mpls/ldp/remote-mapping': {
    columns: [{ names: 'vrf dst-address nexthop label peer' }],
  },
  '/mpls/forwarding-table': {
    columns: [{ names: 'label vrf prefix nexthops' }],
    // Details in old pages, a table in new ones.
    listing: 'detail ..7.17',
  },
}))
