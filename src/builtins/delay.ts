// Owns the command `:delay`, which waits while the device handles due events.
import { nil } from '../value/value.ts'
import { intervalOf, type LanguageCommand } from './language-command.ts'

/** `:delay` waits for a time; a num is in seconds. */
export const delay: LanguageCommand = {
  about: 'waits for a number of seconds or a time; due events of the device run meanwhile',
  takes: ['delay-time'],
  required: ['delay-time'],
  apply(machine, time = 0) {
    machine.sleep(intervalOf(time, 'delay-time'))
    return nil
  },
}
