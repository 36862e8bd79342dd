// Owns `:log debug`, `info`, `warning` and `error`.
import { text } from '../value/show.ts'
import { nil } from '../value/value.ts'
import type { LanguageCommand } from './language-command.ts'

/** Writes a log entry with the topics `script,<level>`. */
const level = (name: string): LanguageCommand => ({
  about: `writes a message into the log, under the topics script and ${name}`,
  takes: ['message'],
  required: ['message'],
  apply(machine, message = nil) {
    machine.device.log(`script,${name}`, text(message))
    return nil
  },
})

export const debug = level('debug')
export const info = level('info')
export const warning = level('warning')
export const failing = level('error')
