// Owns the notes on /system/history.
import { notes } from '../menu-notes.ts'

export const history = notes(() => ({ '/system/history': { unknownRows: true } }))
