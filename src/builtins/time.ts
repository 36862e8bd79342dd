// Owns `:time` and `:timestamp`.
import { Time } from '../value/value.ts'
import { requiredNode } from '../compile/given.ts'
import { isTrueOrYes, type LanguageCommand } from './language-command.ts'

/** Measures how long a block takes, by the device's clock. */
export const time: LanguageCommand = {
  about: 'runs code and returns how long it took',
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
export const timestamp: LanguageCommand = {
  about: 'returns the time since 1970 as a time value',
  takes: ['use-tz'],
  apply(machine, zone) {
    const now = machine.device.host.clock.now()
    return new Time(isTrueOrYes(zone) ? machine.device.local(now) : now)
  },
}
