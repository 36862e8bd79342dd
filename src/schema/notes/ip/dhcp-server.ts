// Owns the notes on /ip/dhcp-server and the menus below it.
import { each, names, notes, to } from '../menu-notes.ts'

export const dhcpServer = notes(() => ({
  '/ip/dhcp-server': {
    types: { 'bootp-support': 'closed' },
    defaults: { 'lease-time': '30m' },
    refers: { 'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none'), interface: to('/interface', 'all none dynamic static') },
    stem: 'dhcp',
    unique: [
      { by: ['name'], says: 'server with such name already exists' },
      { by: ['interface', 'relay'], says: 'server or relay with such interface already exists' },
    ],
    cameDisabled: '..6.99',
  },
  '/ip/dhcp-server/*': { refers: { 'address-pool': to('/ip/pool', 'static-only none') } },
  '/ip/dhcp-server/lease': {
    rest: { status: 'waiting', 'last-seen': 'never', ...each('radius blocked', 'no') },
    without: names(
      'expires-after age active-address active-mac-address active-client-id active-server active-agent-circuit-id active-agent-remote-id ' +
        'host-name class-id src-mac-address reconfigure-key reconfigure-last-sent reconfigure-status agent-circuit-id agent-remote-id',
    ),
    refers: {
      server: to('/ip/dhcp-server', 'all'),
      'dhcp-option': to('/ip/dhcp-server/option'),
      'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none'),
    },
  },
  '/ip/dhcp-server/matcher': { refers: { server: to('/ip/dhcp-server', 'all') } },
  '/ip/dhcp-server/network': {
    types: { netmask: 'num 0..32' },
    keeps: { address: 'network-as-text' },
    unique: [{ by: ['address'], says: 'such network already exists' }],
    refers: { 'dhcp-option': to('/ip/dhcp-server/option'), 'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none') },
  },
  '/ip/dhcp-server/alert': {
    without: ['unknown-server'],
  },
}))
