// Owns the notes on /task: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const task = notes(() => ({ '/task/*': { unexported: true } }))
