// Owns the words that offbox knows and does not do: `:undo`, `:redo`, `:lock`, `:password`, `:recursive-print`.
import { unmodelled } from '../diagnostic/failure.ts'
import type { Word } from './word.ts'

const word = (name: string): Word => ({
  takes: [],
  apply() {
    throw unmodelled(`:${name}`)
  },
})

export const undo = word('undo')
export const redo = word('redo')
export const lock = word('lock')
export const password = word('password')
export const recursivePrint = word('recursive-print')
