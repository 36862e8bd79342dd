// Owns the kind `property`: names of the menu's own properties.
import { makeKind, type Make } from './make.ts'
import { readWords } from './words.ts'

/** Makes the kind `property`. */
export const property: Make = (options) => makeKind(options, { kind: 'property', literal: (text) => readWords(options.words, true, text) })
