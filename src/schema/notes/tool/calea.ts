// Owns the notes on /tool/calea.
import { notes } from '../menu-notes.ts'

export const calea = notes(() => ({ '/tool/calea/*': { packages: ['calea'] } }))
