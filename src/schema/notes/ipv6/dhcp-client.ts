// Owns the notes on /ipv6/dhcp-client: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const ipv6DhcpClient = notes(() => ({
  '/ipv6/dhcp-client': {
    columns: [{ names: 'interface status request? prefix expires-after' }],
    states: [{ names: 'status' }],
    valuesAtRest: { status: 'searching...' },
    emptyAtRest: ['dhcp-server-v6', 'prefix', 'address', 'reconfigure-key', 'reconfigure-last-counter'],
    refers: { interface: to('/interface') },
  },
}))
