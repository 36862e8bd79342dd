// Owns converting the arguments of `add` and `set` to values that the properties accept.
import type { Change } from '../../schema/menu.ts'
import { noMatch, notModelled } from '../../schema/refusal.ts'
import { rowArguments } from '../../schema/row-arguments.ts'
import type { Value } from '../../value/value.ts'
import type { CommandCall } from '../call.ts'

/** Returns the accepted values of all given properties. Throws the device's Failure for the first that is refused. */
export function changeOf(call: CommandCall): Change {
  const { device, menu } = call
  const values = new Map<string, Value>()
  let unset = call.unset
  for (const [name, value] of call.given) {
    const property = device.property(menu, name)
    if (property === undefined || property.readOnly === true) {
      if (rowArguments.has(name) && property === undefined) continue
      throw property === undefined ? notModelled(`${call.command.path} ${name}=`) : noMatch(name)
    }
    const accepted = property.type.accept(value, name, device.references)
    // An empty comment is treated as unset: no listing shows one, and no export has `comment=""`.
    if (name === 'comment' && accepted === '') unset = new Set([...unset, name])
    else values.set(name, accepted)
  }
  return { values, unset, allowed: call.actor.policies }
}
