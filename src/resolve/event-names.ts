// Owns which undeclared names a device passes: the variables of the events that start scripts.
import { events, type DeviceEvent } from '../schema/device-events.ts'
import type { DeclaredNames } from './declarations.ts'

/** The variables of each event that has known ones. */
const variables: readonly (readonly string[])[] = Object.values<DeviceEvent>(events).flatMap((event) =>
  event.variables === undefined ? [] : [Object.keys(event.variables)],
)

/**
 * Whether an undeclared name is a variable of an event, and the script reads another of that event without declaring it. One alone may be
 * any name: `status`, `user`.
 */
export const isOfEvent = (name: string, declared: Pick<DeclaredNames, 'has' | 'isValue'>): boolean =>
  variables.some((all) => all.includes(name) && all.some((one) => one !== name && !declared.has(one) && declared.isValue(one)))
