// Owns the notes on /ip/dhcp-client and the menus below it: hand-written metadata (menu-notes.ts).
import { names, notes, to } from '../menu-notes.ts'

export const dhcpClient = notes(() => ({
  '/ip/dhcp-client': {
    columns: [{ names: 'interface use-peer-dns add-default-route status address' }],
    states: [{ names: 'status address' }],
    types: { 'default-route-distance': 'num 0..255' },
    refers: {
      'dhcp-options': to('/ip/dhcp-client/option', 'clientid clientid_duid hostname'),
      interface: to('/interface'),
    },
    emptyAtRest: names(
      'address netmask gateway dhcp-server primary-dns secondary-dns primary-ntp secondary-ntp caps-managers expires-after ' +
        'reconfigure-key reconfigure-last-counter custom-source-mac-address custom-hostname-suffix',
    ),
    disabledByDefault: '..6.99',
    unique: [{ by: ['interface'], message: 'dhcp-client on that interface already exists' }],
  },
  '/ip/dhcp-client/option': {
    factory: {
      selects: 'name',
      rows: [
        'default=yes code=61 name=clientid_duid value="0xff\\$(CLIENT_DUID)"',
        'default=yes code=61 name=clientid value="0x01\\$(CLIENT_MAC)"',
        'default=yes code=12 name=hostname value="\\$(HOSTNAME)"',
      ],
    },
  },
}))
