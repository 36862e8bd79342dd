// Owns the computed property of /ip/dhcp-server/option: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

/** The computed property `raw-value`: hexadecimal digits. */
export const dhcpServerOption = extend('/ip/dhcp-server/option', { computed: { 'raw-value': rawValue } })
