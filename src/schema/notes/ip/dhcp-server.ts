// Owns the notes on /ip/dhcp-server and the menus below it.
import { notes, to } from '../menu-notes.ts'

export const dhcpServer = notes(() => ({
  '/ip/dhcp-server': {
    types: { 'bootp-support': 'closed' },
    defaults: { 'lease-time': '30m' },
    refers: { 'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none'), interface: to('/interface', 'all none dynamic static') },
    stem: 'dhcp',
    cameDisabled: '..6.99',
  },
  '/ip/dhcp-server/*': { refers: { 'address-pool': to('/ip/pool', 'static-only none') } },
  '/ip/dhcp-server/lease': {
    refers: {
      server: to('/ip/dhcp-server', 'all'),
      'dhcp-option': to('/ip/dhcp-server/option'),
      'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none'),
    },
  },
  '/ip/dhcp-server/matcher': { refers: { server: to('/ip/dhcp-server', 'all') } },
  '/ip/dhcp-server/network': {
    types: { netmask: 'num 0..32' },
    refers: { 'dhcp-option': to('/ip/dhcp-server/option'), 'dhcp-option-set': to('/ip/dhcp-server/option/sets', 'none') },
  },
}))
