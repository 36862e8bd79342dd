// Owns the commands of the language that offbox does not implement: `:lock`, `:password`, `:recursive-print`.
import { unmodelled } from '../diagnostic/failure.ts'
import type { LanguageCommand } from './language-command.ts'

/** Makes a command that throws a Failure "not modelled". */
const word = (name: string, about: string): LanguageCommand => ({
  about: `${about}; offbox does not implement it`,
  takes: [],
  apply() {
    throw unmodelled(`:${name}`)
  },
})

/** `:lock`. */
export const lock = word('lock', 'locks the console until the password is given')
/** `:password`. */
export const password = word('password', 'changes the password of the current user')
/** `:recursive-print`. */
export const recursivePrint = word('recursive-print', 'prints all menus below this one')
