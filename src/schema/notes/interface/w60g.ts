// Owns the notes on /interface/w60g and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const w60g = notes(() => ({
  '/interface/w60g': {
    // The manual's listings.
    order: 'name mtu l2mtu mac-address arp arp-timeout region mode ssid frequency default-scan-list password tx-sector',
    listing: 'detail',
    board: {
      kind: 'list',
      commands: 'monitor scan align sniff',
      properties:
        'name arp band beamforming-event-mode default-scan-list frequency isolate-stations l2mtu mdmg-fix mode mtu password ' +
        'put-stations-in-bridge region scan-list ssid tx-sector',
    },
  },
  '/interface/w60g/station': {
    listing: 'detail',
    board: { kind: 'list', properties: 'name parent remote-address mac-address arp mtu l2mtu put-in-bridge' },
  },
}))
