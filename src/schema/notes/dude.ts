// Owns the notes on /dude: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const dude = notes(() => ({ '/dude/*': { packages: ['dude'], unknownRows: true, unexported: true } }))
