// Owns the notes on /ip/dhcp-relay: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const ipDhcpRelay = notes(() => ({
  '/ip/dhcp-relay': {
    columns: [{ names: 'name interface dhcp-server local-address' }],
  },
}))
