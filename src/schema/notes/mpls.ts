// Owns the notes on /mpls and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from './menu-notes.ts'

export const mpls = notes(() => ({
  '/mpls/*': { exportsGiven: true },
  '/mpls/settings': { defaults: { 'allow-fast-path': 'yes', 'dynamic-label-range': '16-1048575', 'propagate-ttl': 'yes' } },
  // These three menus in 6.x: public verbose exports of devices without MPLS.
  '/mpls': {
    board: { releases: '..6.99', kind: 'settings', properties: 'allow-fast-path dynamic-label-range propagate-ttl' },
    defaultsIn: [{ values: { 'allow-fast-path': 'yes', 'dynamic-label-range': '16-1048575', 'propagate-ttl': 'yes' }, releases: '..6.99' }],
  },
  '/mpls/interface': {
    factory: { releases: '..6.99', selects: 'default', rows: ['default=yes interface=all mpls-mtu=1508 disabled=no'] },
    refers: { interface: to('/interface /interface/list', 'all none dynamic static') },
  },
  '/mpls/ldp': {
    bounds: { add: '7.0..', remove: '7.0..', find: '7.0..', 'set numbers': '7.0..' },
    board: {
      releases: '..6.99',
      kind: 'settings',
      properties: 'enabled lsr-id transport-address path-vector-limit hop-limit loop-detect use-explicit-null distribute-for-default-route',
    },
    defaultsIn: [
      {
        values: {
          enabled: 'no',
          'lsr-id': '0.0.0.0',
          'transport-address': '0.0.0.0',
          'path-vector-limit': '255',
          'hop-limit': '255',
          'loop-detect': 'no',
          'use-explicit-null': 'no',
          'distribute-for-default-route': 'no',
        },
        releases: '..6.99',
      },
    ],
  },
  '/mpls/traffic-eng/tunnel': { emptyAtRest: ['default-name'] },
  '/mpls/mangle': {
    columns: [{ names: 'chain exp set-exp set-mark packets' }],
  },
  '/mpls/ldp/neighbor': {
    columns: [{ names: 'transport local-transport peer addresses' }],
    // `D, I - INACTIVE; O, T - THROTTLED; t - SENDING-TARGETED-HELLO; v - VPLS; p - PASSIVE`: the manual, and a public listing of 7.x.
    flagColumns: 'XDI OCWT t v p d',
  },
  '/mpls/ldp/local-mapping': {
    columns: [{ names: 'vrf dst-address label peers' }],
  },
  '/mpls/ldp/remote-mapping': {
    columns: [{ names: 'vrf dst-address nexthop label peer' }],
  },
  '/mpls/forwarding-table': {
    columns: [{ names: 'label vrf prefix nexthops' }],
    // `L, V - VPLS`: the manual's pages on LDP.
    flagColumns: 'LPTV',
    // Old pages show details, new ones a table.
    listing: 'detail ..7.17',
  },
  '/mpls/ldp/interface': { refers: { interface: to('/interface /interface/list', 'all none dynamic static') } },
  '/mpls/traffic-eng/interface': { refers: { interface: to('/interface') } },
}))
