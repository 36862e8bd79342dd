// Owns what /ipv6/dhcp-server/option works out: the bytes of an option.
import { rawValue } from '../../dhcp-option.ts'
import { extend } from '../../declaration.ts'

export const ipv6DhcpServerOption = extend('/ipv6/dhcp-server/option', { computed: { 'raw-value': rawValue } })
