// Owns the command `:put`.
import { show } from '../value/show.ts'
import { nil } from '../value/value.ts'
import type { LanguageCommand } from './language-command.ts'

/** `:put` prints a value and a line end, and returns the value (J089). */
export const put: LanguageCommand = {
  about: 'prints a value and a line end; returns the value',
  takes: ['message'],
  required: ['message'],
  apply(machine, message = nil) {
    machine.write(`${show(message)}\n`)
    return message
  },
}
