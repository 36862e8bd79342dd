// Owns the notes on /dude.
import { notes } from './menu-notes.ts'

export const dude = notes(() => ({ '/dude/*': { packages: ['dude'], unknownRows: true, unexported: true } }))
