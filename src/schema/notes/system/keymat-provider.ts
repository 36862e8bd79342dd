// Owns the notes on /system/keymat-provider: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const keymatProvider = notes(() => ({ '/system/keymat-provider': { unknownRows: true } }))
