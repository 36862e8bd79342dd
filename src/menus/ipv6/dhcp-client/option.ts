// Owns the computed property of /ipv6/dhcp-client/option: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

/** The computed property `raw-value`: hexadecimal digits. */
export const ipv6DhcpClientOption = extend('/ipv6/dhcp-client/option', { computed: { 'raw-value': rawValue } })
