// Owns the computed property of /ipv6/dhcp-relay/option: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

/** The computed property `raw-value`: hexadecimal digits. */
export const ipv6DhcpRelayOption = extend('/ipv6/dhcp-relay/option', { computed: { 'raw-value': rawValue } })
