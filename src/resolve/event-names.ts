// Owns the test whether an undeclared name is a variable of an event, which the device passes to the script.
import { events, type DeviceEvent } from '../schema/device-events.ts'
import type { DeclaredNames } from './declarations.ts'

/** The variables of each event that has known ones. */
const variables: readonly (readonly string[])[] = Object.values<DeviceEvent>(events).flatMap((event) =>
  event.variables === undefined ? [] : [Object.keys(event.variables)],
)

/**
 * Whether an undeclared name is a variable of an event, and the script reads another variable of that event without declaring it. A single
 * name such as `status` or `user` is no evidence.
 */
export const isOfEvent = (name: string, declared: Pick<DeclaredNames, 'has' | 'isValue'>): boolean =>
  variables.some((all) => all.includes(name) && all.some((one) => one !== name && !declared.has(one) && declared.isValue(one)))
