// Owns `release` and `renew` of /ipv6/dhcp-client: no server answers, so they change nothing.
import { leaseCommands } from '../dhcp-client-commands.ts'
import { extend } from '../declaration.ts'

/** The commands `release` and `renew`. */
export const ipv6DhcpClient = extend('/ipv6/dhcp-client', { commands: leaseCommands })
