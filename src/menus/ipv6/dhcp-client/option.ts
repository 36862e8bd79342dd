// Owns what /ipv6/dhcp-client/option works out: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

export const ipv6DhcpClientOption = extend('/ipv6/dhcp-client/option', { computed: { 'raw-value': rawValue } })
