// Owns the notes on /interface/bridge and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to, names } from '../menu-notes.ts'

export const bridge = notes(() => ({
  '/interface/bridge': {
    fromOutside: ['l2mtu', 'mac-address'],

    types: { pvid: 'num 1..4094', priority: 'num 0..65535' },
    defaults: {
      'ageing-time': '5m',
      arp: 'enabled',
      'arp-timeout': 'auto',
      'auto-mac': 'yes',
      'dhcp-snooping': 'no',
      'fast-forward': 'yes',
      'forward-delay': '15s',
      'igmp-snooping': 'no',
      'max-message-age': '20s',
      mtu: 'auto',
      priority: '0x8000',
      'protocol-mode': 'rstp',
      'transmit-hold-count': '6',
      'vlan-filtering': 'no',
      'port-cost-mode': 'long',
    },
    listing: 'detail',
  },
  '/interface/bridge/*': {
    types: {
      ...each('ip-protocol mac-protocol vlan-encap', 'closed'),
      'vlan-priority': 'num 0..7',
      'ingress-priority': 'num 0..63',
      'src-port': 'ranges 0..65535',
      'dst-port': 'ranges 0..65535',
      ...each('src-address dst-address arp-src-address arp-dst-address', 'host'),
      ...each('src-mac-address dst-mac-address arp-src-mac-address arp-dst-mac-address', 'mac'),
    },
    refers: {
      'in-interface': to('/interface', '', false, 'interface'),
      'out-interface': to('/interface', '', false, 'interface'),
      'in-bridge': to('/interface', '', false, 'interface'),
      'out-bridge': to('/interface', '', false, 'interface'),
    },
  },
  '/interface/bridge/calea': { types: { 'vlan-id': 'num 0..4095' } },
  '/interface/bridge/filter': { types: { 'vlan-id': 'num 0..4095' }, keeps: { limit: 'limit' }, identifies: 'chain' },
  '/interface/bridge/host': {
    // No listing before 7.2x has them.
    flagReleases: { aged: '7.20..', 'aged-peer': '7.20..' },
    columns: [{ names: 'mac-address vid on-interface bridge' }],
    emptyAtRest: names('remote-ip dhcpv4-status dhcpv4-ip dhcpv4-server-id dhcpv4-expires-after'),
    refers: { bridge: to('/interface/bridge', 'none'), interface: to('/interface') },
  },
  '/interface/bridge/mdb': {
    columns: [{ names: 'group vid on-ports bridge' }],
    emptyAtRest: ['on-interface'],
    refers: { bridge: to('/interface/bridge', 'none'), interface: to('/interface', '', true) },
  },
  '/interface/bridge/msti': { types: { priority: 'num 0..65535' }, refers: { bridge: to('/interface/bridge', 'none') } },
  '/interface/bridge/nat': { types: { 'vlan-id': 'num 0..4095' }, keeps: { limit: 'limit' }, identifies: 'chain' },
  '/interface/bridge/port': {
    columns: [
      { names: 'interface bridge hw pvid priority path-cost internal-path-cost horizon', releases: '..7.21' },
      {
        names: 'interface bridge hw horizon trusted trusted-ra trusted-dhcpv6 fast-leave bpdu-guard edge point-to-point pvid frame-types',
        releases: '7.22..',
      },
    ],
    emptyAtRest: names('parent hw-offload-group declared-vlan-ids registered-vlan-ids last-topology-change debug-info'),
    fromOutside: names(
      'port-id designated-bridge-id designated-port-id actual-path-cost root-path-cost internal-root-path-cost designated-cost',
    ),

    types: { pvid: 'num 1..4094', priority: 'num 0..65535' },
    refers: { bridge: to('/interface/bridge', 'none'), interface: to('/interface /interface/list', 'all none dynamic static') },
    unique: [{ by: ['interface'], message: 'device already added as bridge port' }],
  },
  '/interface/bridge/port/mst-override': {
    emptyAtRest: ['debug-info'],
    types: { priority: 'num 0..65535' },
    refers: { interface: to('/interface') },
  },
  '/interface/bridge/vlan': {
    columns: [{ names: 'bridge vlan-ids current-tagged current-untagged' }],
    types: { 'vlan-ids': 'ranges 1..4094' },
    refers: {
      bridge: to('/interface/bridge', 'none'),
      tagged: to('/interface /interface/list', 'all none dynamic static', true),
      untagged: to('/interface /interface/list', 'all none dynamic static', true),
    },
  },
  '/interface/bridge/vlan/mvrp': {
    columns: [{ names: 'bridge port vlan-id registrar-state applicant-state last-event' }],
  },
}))
