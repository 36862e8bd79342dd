// Owns the notes on /ipv6/dhcp-client.
import { notes, to } from '../menu-notes.ts'

export const ipv6DhcpClient = notes(() => ({ '/ipv6/dhcp-client': { refers: { interface: to('/interface', 'all none dynamic static') } } }))
