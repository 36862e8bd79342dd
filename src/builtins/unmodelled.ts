// Owns the words that offbox knows and does not do: `:undo`, `:redo`, `:lock`, `:password`, `:recursive-print`.
import { Failure } from '../diagnostic/failure.ts'
import type { Word } from './word.ts'

const unmodelled = (name: string): Word => ({
  takes: [],
  apply() {
    throw new Failure(`:${name} is not modelled by offbox`, { notModelled: true })
  },
})

export const undo = unmodelled('undo')
export const redo = unmodelled('redo')
export const lock = unmodelled('lock')
export const password = unmodelled('password')
export const recursivePrint = unmodelled('recursive-print')
