// Owns the notes on /system/license.
import { notes } from '../menu-notes.ts'

export const license = notes(() => ({ '/system/license/*': { unexported: true } }))
