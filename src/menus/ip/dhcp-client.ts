// Owns /ip/dhcp-client: no server answers, so a client searches until a test sets its lease.
import type { Row } from '../../schema/menu.ts'
import { asking } from '../dhcp-client-commands.ts'
import { extend } from '../declaration.ts'

const statusOf = (row: Row): string => (row.values.get('disabled') === true ? 'stopped' : 'searching...')

export const dhcpClient = extend('/ip/dhcp-client', { computed: { status: statusOf }, commands: asking })
