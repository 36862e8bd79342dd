// Owns the notes on /system/clock: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const clock = notes(() => ({ '/system/clock': { types: { 'time-zone-name': 'only' } } }))
