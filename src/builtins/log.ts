// Owns the commands `/log/debug`, `/log/info`, `/log/warning` and `/log/error`.
import { toText } from '../value/show.ts'
import { nil } from '../value/value.ts'
import type { LanguageCommand } from './language-command.ts'

/** Makes a command that writes a log entry with the topics `script,<level>`. */
const level = (name: string): LanguageCommand => ({
  about: `writes a message into the log, under the topics script and ${name}`,
  takes: ['message'],
  required: ['message'],
  apply(machine, message = nil) {
    machine.device.log(`script,${name}`, toText(message))
    return nil
  },
})

/** `/log/debug`. */
export const debug = level('debug')
/** `/log/info`. */
export const info = level('info')
/** `/log/warning`. */
export const warning = level('warning')
/** `/log/error`. */
export const failing = level('error')
