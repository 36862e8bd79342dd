// Owns the notes on /system/keymat-provider.
import { notes } from '../menu-notes.ts'

export const keymatProvider = notes(() => ({ '/system/keymat-provider': { unknownRows: true } }))
