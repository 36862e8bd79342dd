// Owns the notes on /tool/calea: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const calea = notes(() => ({ '/tool/calea/*': { packages: ['calea'] } }))
