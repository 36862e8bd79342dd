// Owns the notes on /ip/dhcp-relay: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const ipDhcpRelay = notes(() => ({
  '/ip/dhcp-relay': {
    columns: [{ names: 'name interface dhcp-server local-address' }],
    refers: { interface: to('/interface') },
  },
}))
