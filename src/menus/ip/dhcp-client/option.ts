// Owns what /ip/dhcp-client/option works out: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

export const dhcpClientOption = extend('/ip/dhcp-client/option', { computed: { 'raw-value': rawValue } })
