// Owns the computed status of /system/ntp/client: no server answers.
import type { Row } from '../../../schema/menu.ts'
import { extend } from '../../declaration.ts'

const isEnabled = (row: Row): boolean => row.values.get('enabled') === true

/** The computed `status`: `waiting` where it is enabled, else `stopped`. */
export const ntpClient = extend('/system/ntp/client', { computed: { status: (row) => (isEnabled(row) ? 'waiting' : 'stopped') } })
