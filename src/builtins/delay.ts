// Owns `:delay`: waiting, while the device goes on with what comes due.
import { Failure } from '../diagnostic/failure.ts'
import { nil } from '../value/value.ts'
import type { Console } from '../device/console.ts'
import { intervalOf, type Word } from './word.ts'

/** Waits; a num is seconds. */
export const delay: Word = {
  takes: ['delay-time'],
  required: ['delay-time'],
  apply(machine, time = 0) {
    sleep(machine, intervalOf(time, 'delay-time'))
    return nil
  },
}

/** Waits `ns` nanoseconds. An interrupt ends the script: no `on-error` catches it. */
export function sleep(machine: Console, ns: bigint): void {
  if (!machine.device.agenda.wait(ns)) throw new Failure('interrupted', { catchable: false })
}
