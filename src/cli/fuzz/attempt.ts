// Owns evaluating texts on the device of a trial: the value or the failure of a script, and the values of inputs.
import { Failure } from '../../diagnostic/failure.ts'
import type { Job } from '../../device/actor.ts'
import type { Device } from '../../index.ts'
import type { Session } from '../../session.ts'
import type { Value } from '../../value/value.ts'
import type { Bound } from './trial.ts'

/** Runs a text, which the calls of a failure call `name`; returns its value, or its failure. Rethrows other errors. */
export function valueOrFailure(
  session: Session,
  source: string,
  named: ReadonlyMap<string, Value>,
  options: { readonly positional?: readonly Value[]; readonly job?: Job; readonly name?: string } = {},
): { value: Value | undefined; failure: Failure | undefined } {
  try {
    return { value: session.run(source, { named, ...options }), failure: undefined }
  } catch (failure) {
    if (failure instanceof Failure) return { value: undefined, failure }
    throw failure
  }
}

/** The values of inputs, by name; empty texts where a text has no value. */
export const valuesOf = (device: Device, bound: readonly Bound[]): ReadonlyMap<string, Value> =>
  new Map(bound.map(({ name, text: given }): [string, Value] => [name, device.run(`:return ${given}`).value ?? '']))
