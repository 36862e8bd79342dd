// Owns the words that offbox knows and does not do: `:lock`, `:password`, `:recursive-print`.
import { unmodelled } from '../diagnostic/failure.ts'
import type { Word } from './word.ts'

const word = (name: string, about: string): Word => ({
  about: `${about}; offbox does not do it`,
  takes: [],
  apply() {
    throw unmodelled(`:${name}`)
  },
})

export const lock = word('lock', 'locks the console until the password is given')
export const password = word('password', 'gives the own user another password')
export const recursivePrint = word('recursive-print', 'prints all menus below this one')
