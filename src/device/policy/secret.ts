// Owns masking secret values for users without the `sensitive` policy.
import { allows, type Allowed } from '../../schema/policy.ts'
import { notModelled } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import type { Router, DeviceMenu } from '../router.ts'
import type { Row } from '../../schema/menu.ts'

/** Five signs: a hEX with 7.20.8 gave `:len [get ... private-key]` as 5 to a user without `sensitive`, and 44 to one with it. */
export const veil = '*****'

/** Whether those who run a command may not see secrets. */
export const hidesSecrets = ({ policies }: { readonly policies: Allowed }): boolean => !allows(policies, 'sensitive')

/**
 * Reads a row as `get` gives it and conditions see it; secrets veiled for those who may not see them. Throws a Failure for what only the
 * device could tell and nothing here works out.
 */
export function readerAt(device: Router, menu: DeviceMenu, hides: boolean): (row: Row, name: string) => Value {
  const read = (row: Row, name: string): Value => {
    const value = device.read(menu, row, name)
    if (value === nothing && device.isUnmodelled(menu, row, name)) throw notModelled(`${menu.path} ${name}`)
    return value
  }
  if (!hides) return read
  return (row, name) => {
    const value = read(row, name)
    return device.property(menu, name)?.sensitive !== true || value === nothing || show(value) === '' ? value : veil
  }
}
