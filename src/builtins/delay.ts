// Owns `:delay`: waiting, while the device goes on with what comes due.
import { nil } from '../value/value.ts'
import { intervalOf, type Word } from './word.ts'

/** Waits; a num is seconds. */
export const delay: Word = {
  about: 'waits: a number of seconds or a time; what comes due on the device is done meanwhile',
  takes: ['delay-time'],
  required: ['delay-time'],
  apply(machine, time = 0) {
    machine.sleep(intervalOf(time, 'delay-time'))
    return nil
  },
}
