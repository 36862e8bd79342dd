// Owns the notes on /system/clock.
import { notes } from '../menu-notes.ts'

export const clock = notes(() => ({ '/system/clock': { types: { 'time-zone-name': 'only' } } }))
