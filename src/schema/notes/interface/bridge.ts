// Owns the notes on /interface/bridge and the menus below it.
import { each, notes, to } from '../menu-notes.ts'

export const bridge = notes(() => ({
  '/interface/bridge': {
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
  },
  '/interface/bridge/calea': { types: { 'vlan-id': 'num 0..4095' } },
  '/interface/bridge/filter': { types: { 'vlan-id': 'num 0..4095' }, identifies: 'chain' },
  '/interface/bridge/host': { refers: { bridge: to('/interface/bridge', 'none') } },
  '/interface/bridge/mdb': { refers: { bridge: to('/interface/bridge', 'none') } },
  '/interface/bridge/msti': { types: { priority: 'num 0..65535' }, refers: { bridge: to('/interface/bridge', 'none') } },
  '/interface/bridge/nat': { types: { 'vlan-id': 'num 0..4095' }, identifies: 'chain' },
  '/interface/bridge/port': {
    types: { pvid: 'num 1..4094', priority: 'num 0..65535' },
    refers: { bridge: to('/interface/bridge', 'none'), interface: to('/interface', 'all none dynamic static') },
    unique: [{ by: ['interface'], says: 'device already added as bridge port' }],
  },
  '/interface/bridge/port/mst-override': { types: { priority: 'num 0..65535' } },
  '/interface/bridge/vlan': { types: { 'vlan-ids': 'ranges 1..4094' }, refers: { bridge: to('/interface/bridge', 'none') } },
}))
