// Owns the notes on /ip/route: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

/** Arguments of a route in 6.x that later releases lack (the wiki's page on routes). */
const former = {
  'routing-mark': 'string',
  'route-tag': 'num',
  type: 'enum :unicast blackhole unreachable prohibit',
  'bgp-as-path': 'string',
  'bgp-atomic-aggregate': 'bool',
  'bgp-communities': 'string',
  'bgp-local-pref': 'num',
  'bgp-med': 'num',
  'bgp-origin': 'any',
  'bgp-prepend': 'num',
} as const

export const route = notes(() => ({
  '/ip/route': {
    // No listing of 6.x has them.
    propertyReleases: {
      'routing-table': '7.0..',
      'suppress-hw-offload': '7.0..',
      'immediate-gw': '7.0..',
      'local-address': '7.0..',
      inactive: '7.0..',
    },
    // 6.x: the manual's IPsec page, and captures of ntc-templates (`A S`, `ADC`, ` Db`, `A SB`). 7.x: D first; X, I and A in one column.
    legends: [
      {
        flags: 'X:disabled A:active D:dynamic C:connect S:static r:rip b:bgp o:ospf m:mme B:blackhole U:unreachable P:prohibit',
        releases: '..6.99',
      },
      {
        // The manual's page on policy routing, and public listings (`c, s, d, m, y - COPY; + - ECMP`). The release that changed the names
        // is *inferred*.
        flags:
          'D:dynamic X:disabled I:inactive A:active c:connect s:static r:rip b:bgp o:ospf d:dhcp v:vpn m:modem ' +
          'y:copy=bgp-mpls-vpn H:hw-offloaded +:ecmp',
        releases: '7.0..7.9',
      },
      {
        flags:
          'D:dynamic X:disabled I:inactive A:active c:connect s:static r:rip b:bgp o:ospf i:is-is d:dhcp v:vpn ' +
          'm:modem y:bgp-mpls-vpn H:hw-offloaded +:ecmp',
        releases: '7.10..',
      },
    ],
    flagColumns: 'XA D CSrbom BUP XIA csrboidvmy csrbodvmy H +',
    // Captures of ntc-templates.
    orders: [
      { names: 'dst-address type pref-src gateway gateway-status distance', releases: '..6.99' },
      {
        names:
          'dst-address routing-table pref-src gateway blackhole immediate-gw check-gateway distance scope target-scope vrf-interface ' +
          'suppress-hw-offload local-address',
        releases: '7.0..',
      },
    ],
    // The manual's page on policy routing, captures of ntc-templates, rows of a CHR of 7.23.7.
    states: [{ names: 'immediate-gw local-address gateway-status pref-src distance scope target-scope' }],
    columns: [
      { names: 'dst-address pref-src gateway distance', releases: '..6.99' },
      { names: 'dst-address gateway distance', releases: '7.0..7.17' },
      { names: 'dst-address gateway routing-table distance', releases: '7.18..' },
    ],
    keeps: { 'dst-address': 'prefix4' },
    former: [
      { command: 'add', takes: former, releases: '6.0..6.99' },
      { command: 'set', takes: former, releases: '6.0..6.99' },
    ],
    alsoTakes: { 'check-gateway': 'enum :bfd' },
    formerProperties: [{ names: `${Object.keys(former).join(' ')} gateway-status`, releases: '6.0..6.99' }],
    defaults: { 'dst-address': '0.0.0.0/0' },
    boardArguments: { add: 'suppress-hw-offload', set: 'suppress-hw-offload' },
    types: { ...each('distance scope target-scope', 'num 0..255'), ...each('gateway pref-src dst-address', 'host') },
    valuesAtRest: each('dynamic connect rip bgp ospf is-is dhcp vpn modem bgp-mpls-vpn hw-offloaded ecmp', 'no'),
    emptyAtRest: ['local-address'],
    refers: { 'routing-table': to('/routing/table /ip/vrf', 'main') },
  },
  '/ip/route/*': { exportsGiven: true },
  // Public exports of 6.x.
  '/ip/route/vrf': {
    board: {
      releases: '..6.99',
      kind: 'list',
      commands: 'move',
      properties: 'routing-mark interfaces route-distinguisher import-route-targets export-route-targets',
    },
  },
  '/ip/route/rule': {
    board: {
      releases: '..6.99',
      kind: 'list',
      commands: 'move',
      properties: 'src-address dst-address routing-mark interface action table',
    },
  },
}))
