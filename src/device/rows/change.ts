// Owns turning what was given to `add` and `set` into values that the properties accept.
import { KnownArgument } from '../../schema/known-argument.ts'
import { writtenForm } from '../../schema/literal-kind.ts'
import type { Change } from '../../schema/menu.ts'
import { noMatch, notModelled } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import type { Value } from '../../value/value.ts'
import type { Call } from '../call.ts'

/** Arguments that say which rows and where, and are no properties of theirs. */
const placing: ReadonlySet<string> = new Set(['numbers', 'copy-from', 'place-before'])

/** The accepted values of all given properties. Throws in the device's words at the first that is refused. */
export function changeOf(call: Call): Change {
  const { device, menu } = call
  const values = new Map<string, Value>()
  const unset = new Set(call.unset)
  for (const [name, value] of call.given) {
    const property = device.property(menu, name)
    if (property === undefined || property.readOnly === true) {
      if (placing.has(name) && property === undefined) continue
      throw property === undefined ? notModelled(`${call.command.path} ${name}=`) : noMatch(name)
    }
    const accepted = property.type.accept(written(call, name, value), name, device)
    // An empty comment is none: no listing shows one, and no export has `comment=""`.
    if (name === 'comment' && accepted === '') unset.add(name)
    else values.set(name, accepted)
  }
  return { values, unset, allowed: call.who.policies }
}

/** A value as a script writes it: literals of lists and negations come from the parser as the arrays that `:parse` prints. */
export function written(call: Call, argument: string, value: Value): Value {
  const known = call.command.exact(argument)
  return known instanceof KnownArgument ? writtenForm(known.kind, argument, value, show) : value
}
