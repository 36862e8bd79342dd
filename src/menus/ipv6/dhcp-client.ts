// Owns /ipv6/dhcp-client: no server answers, so asking anew changes nothing.
import { asking } from '../asking.ts'
import { extend } from '../declaration.ts'

export const ipv6DhcpClient = extend('/ipv6/dhcp-client', { commands: asking })
