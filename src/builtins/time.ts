// Owns `:time` and `:timestamp`.
import { Time } from '../value/value.ts'
import { requiredNode } from '../compile/given.ts'
import { isOn, type Word } from './word.ts'

/** How long a block took, by the device's clock. */
export const time: Word = {
  about: 'does code and gives how long that took',
  required: ['command'],
  special: (invocation) => ({
    kind: 'around',
    work: requiredNode(invocation, 'command'),
    handler: undefined,
    values: [],
    run({ machine, work }) {
      const { clock } = machine.device.host
      const before = clock.now()
      work()
      return new Time(clock.now() - before)
    },
  }),
}

/** The time since 1970 UTC; in the device's time zone with `use-tz` (7.20). */
export const timestamp: Word = {
  about: 'the time since 1970 as a time',
  takes: ['use-tz'],
  apply(machine, zone) {
    const now = machine.device.host.clock.now()
    return new Time(isOn(zone) ? machine.device.local(now) : now)
  },
}
