// Owns the notes on /interface/wireguard and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const wireguard = notes(() => ({
  '/interface/wireguard': {
    releases: '7.0..',
    listing: 'detail',
    states: [{ names: 'public-key' }],
    types: { 'listen-port': 'num 0..65535' },
    defaults: { mtu: '1420' },
    alwaysExported: ['listen-port', 'mtu'],
  },
  '/interface/wireguard/peers': {
    // A terse capture of ntc-templates shows them even where they are empty.
    defaults: each('private-key preshared-key client-endpoint', ''),
    types: { 'endpoint-port': 'num 0..65535' },
    keeps: each('allowed-address client-address client-allowed-address', 'prefix'),
    stem: 'peer',
    valuesAtRest: { ...each('rx tx current-endpoint-port', '0'), 'current-endpoint-address': '' },
    emptyAtRest: ['last-handshake'],
    refers: { interface: to('/interface/wireguard', 'back-to-home-vpn') },
  },
}))
