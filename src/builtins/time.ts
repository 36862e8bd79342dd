// Owns the commands `:time` and `:timestamp`.
import { Time } from '../value/value.ts'
import { requiredNode } from '../compile/given.ts'
import { isTrueOrYes, type LanguageCommand } from './language-command.ts'

/** `:time` runs a block and returns how long it took by the device's clock. */
export const measureTime: LanguageCommand = {
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

/** `:timestamp` returns the time since 1970-01-01 UTC; with `use-tz` (7.20) the local time of the device's time zone. */
export const timestamp: LanguageCommand = {
  about: 'returns the time since 1970 as a time value',
  takes: ['use-tz'],
  apply(machine, zone) {
    const now = machine.device.host.clock.now()
    return new Time(isTrueOrYes(zone) ? machine.device.local(now) : now)
  },
}
