// Owns the words that offbox knows and does not do: `:lock`, `:password`, `:recursive-print`.
import { unmodelled } from '../diagnostic/failure.ts'
import type { Word } from './word.ts'

const word = (name: string): Word => ({
  takes: [],
  apply() {
    throw unmodelled(`:${name}`)
  },
})

export const lock = word('lock')
export const password = word('password')
export const recursivePrint = word('recursive-print')
