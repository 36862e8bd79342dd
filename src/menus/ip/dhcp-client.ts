// Owns /ip/dhcp-client: no server answers, so a client searches until a test sets its lease.
import type { Router } from '../../device/router.ts'
import type { Row } from '../../schema/menu.ts'
import { leaseCommands } from '../dhcp-client-commands.ts'
import { extend } from '../declaration.ts'

/** A disabled client has none: a listing of 7.1rc7. That one of 6.x is `stopped` is the manual's word. */
function statusOf(row: Row, device: Router): string | undefined {
  if (device.value(path, row, 'disabled') !== true) return 'searching...'
  return device.isRelease('7.0..') ? undefined : 'stopped'
}

const path = '/ip/dhcp-client'

/** The computed `status` (`searching...`, `stopped`), and the commands `release` and `renew`. */
export const dhcpClient = extend(path, { computed: { status: statusOf }, commands: leaseCommands })
