// Owns the computed property of /ipv6/dhcp-server/option: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

/** The computed property `raw-value`: hexadecimal digits. */
export const ipv6DhcpServerOption = extend('/ipv6/dhcp-server/option', { computed: { 'raw-value': rawValue } })
