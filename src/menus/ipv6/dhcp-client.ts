// Owns /ipv6/dhcp-client: no server answers, so asking anew changes nothing.
import { extend } from '../declaration.ts'
import { asking } from '../ip/dhcp-client.ts'

export const ipv6DhcpClient = extend('/ipv6/dhcp-client', { commands: asking })
