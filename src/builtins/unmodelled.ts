// Owns the commands that offbox knows but does not implement: `:lock`, `:password`, `:recursive-print`.
import { unmodelled } from '../diagnostic/failure.ts'
import type { LanguageCommand } from './language-command.ts'

const word = (name: string, about: string): LanguageCommand => ({
  about: `${about}; offbox does not implement it`,
  takes: [],
  apply() {
    throw unmodelled(`:${name}`)
  },
})

export const lock = word('lock', 'locks the console until the password is given')
export const password = word('password', 'changes the password of the current user')
export const recursivePrint = word('recursive-print', 'prints all menus below this one')
