// Owns the notes on /ip/dhcp-server and the menus below it: hand-written metadata (menu-notes.ts).
import { each, names, notes, to } from '../menu-notes.ts'

export const dhcpServer = notes(() => ({
  '/ip/dhcp-server': {
    columns: [{ names: 'name interface relay address-pool lease-time add-arp' }],
    types: { 'bootp-support': 'closed' },
    defaults: { 'lease-time': '30m' },
    refers: { 'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none'), interface: to('/interface') },
    stem: 'dhcp',
    unique: [
      { by: ['name'], message: 'server with such name already exists' },
      {
        by: ['interface', 'relay'],
        message: 'server or relay with such interface already exists',
        placeholder: ['relay', '255.255.255.255'],
      },
    ],
    disabledByDefault: '..6.99',
  },
  '/ip/dhcp-server/*': { refers: { 'address-pool': to('/ip/pool', 'static-only none') } },
  '/ip/dhcp-server/lease': {
    // One column in 6.x.
    flagColumns: 'XRDB',
    columns: [{ names: 'address mac-address host-name server rate-limit status last-seen' }],
    states: [{ names: 'status last-seen' }],
    valuesAtRest: { status: 'waiting', 'last-seen': 'never', ...each('radius blocked', 'no') },
    emptyAtRest: names(
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
    columns: [{ names: 'address gateway dns-server wins-server domain' }],
    types: { netmask: 'num 0..32' },
    keeps: { address: 'network-as-text', ...each('dns-server wins-server ntp-server gateway', 'address4') },
    unique: [{ by: ['address'], message: 'such network already exists' }],
    refers: { 'dhcp-option': to('/ip/dhcp-server/option'), 'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none') },
  },
  '/ip/dhcp-server/alert': {
    emptyAtRest: ['unknown-server'],
    refers: { interface: to('/interface') },
  },
}))
