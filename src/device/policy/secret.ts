// Owns masking secret values for users without the `sensitive` policy.
import { allows, type AllowedPolicies } from '../../schema/policy.ts'
import { notModelled } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import type { Router, DeviceMenu } from '../router.ts'
import type { Row } from '../../schema/menu.ts'

/** The mask: on a hEX with 7.20.8 `:len [get ... private-key]` was 5 for a user without `sensitive`, and 44 for one with it. */
export const secretMask = '*****'

/** Whether secrets are masked for whoever runs a command. */
export const hidesSecrets = ({ policies }: { readonly policies: AllowedPolicies }): boolean => !allows(policies, 'sensitive')

/**
 * Returns a function that reads a row as `get` and conditions do; with `hides` it masks secrets. It throws a Failure for properties that
 * are not modelled.
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
    return device.property(menu, name)?.sensitive !== true || value === nothing || show(value) === '' ? value : secretMask
  }
}
