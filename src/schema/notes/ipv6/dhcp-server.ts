// Owns the notes on /ipv6/dhcp-server: hand-written metadata (menu-notes.ts).
import { notes, to, names } from '../menu-notes.ts'

export const ipv6DhcpServer = notes(() => ({
  '/ipv6/dhcp-server': {
    columns: [{ names: 'name interface address-pool lease-time' }],
    refers: { interface: to('/interface') },
  },
  '/ipv6/dhcp-server/binding': {
    columns: [{ names: 'address duid iaid server status' }],
    states: [{ names: 'status last-seen' }],
    valuesAtRest: { status: 'waiting', 'last-seen': 'never' },
    emptyAtRest: names('active-server client-address expires-after reconfigure-key reconfigure-last-sent reconfigure-status'),
  },
}))
