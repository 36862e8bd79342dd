// Owns the computed property of /ip/dhcp-client/option: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

/** The computed property `raw-value`: hexadecimal digits. */
export const dhcpClientOption = extend('/ip/dhcp-client/option', { computed: { 'raw-value': rawValue } })
