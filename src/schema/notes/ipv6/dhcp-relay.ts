// Owns the notes on /ipv6/dhcp-relay and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const dhcpRelay = notes(() => ({
  '/ipv6/dhcp-relay/option': {
    factory: { selects: 'name', rows: ['default=yes code=79 name=client_mac only-if-mac-available=yes value="0x0001\\$(CLIENT_MAC)"'] },
  },
  '/ipv6/dhcp-relay': { refers: { interface: to('/interface') } },
}))
