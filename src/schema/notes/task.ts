// Owns the notes on /task.
import { notes } from './menu-notes.ts'

export const task = notes(() => ({ '/task/*': { unexported: true } }))
