// Owns the notes on /ip/cloud and the menus below it: hand-written metadata (menu-notes.ts).
import { names, notes } from '../menu-notes.ts'

export const cloud = notes(() => ({
  '/ip/cloud': {
    // Addresses are shown after an answer of the cloud; the others with `back-to-home-vpn`, which is disabled on a new device.
    emptyAtRest: names(
      'public-address public-address-ipv6 vpn-relay-rtts vpn-relay-regions vpn-relay-addressess vpn-relay-addressess-ipv6 ' +
        'vpn-interface vpn-wireguard-client-config-qrcode ' +
        'vpn-dns-name vpn-status vpn-relay-ipv4-status vpn-relay-ipv6-status vpn-private-key vpn-public-key vpn-peer-private-key ' +
        'vpn-peer-public-key vpn-wireguard-client-config vpn-port warning',
    ),
  },
  '/ip/cloud/back-to-home-file': {
    // Details of 7.20 in the manual: `X - disabled; I - invalid`.
    flagColumns: 'X I',
    flagReleases: { dynamic: '7.21..' },
    columns: [{ names: 'path url direct-url expires downloads' }],
  },
}))
