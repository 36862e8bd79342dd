// Owns the notes on /ipv6/dhcp-server.
import { notes, to } from '../menu-notes.ts'

export const ipv6DhcpServer = notes(() => ({ '/ipv6/dhcp-server': { refers: { interface: to('/interface', 'all none dynamic static') } } }))
