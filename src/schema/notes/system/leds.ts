// Owns the notes on /system/leds.
import { notes } from '../menu-notes.ts'

export const leds = notes(() => ({ '/system/leds': { boardRows: { numbered: true } } }))
