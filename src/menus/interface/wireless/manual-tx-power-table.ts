// Owns the rows of /interface/wireless/manual-tx-power-table: one for each wireless interface.
import { companionOf } from '../../companion.ts'
import { extend } from '../../declaration.ts'

/** Adds and removes the rows with the wireless interfaces. */
export const manualTxPowerTable = extend('/interface/wireless/manual-tx-power-table', companionOf('name', ['/interface/wireless']))
