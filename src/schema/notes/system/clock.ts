// Owns the notes on /system/clock and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes } from '../menu-notes.ts'

export const clock = notes(() => ({
  '/system/clock': { types: { 'time-zone-name': 'only', date: 'date', time: 'time 0..86399000' } },
  '/system/clock/manual': { types: each('dst-start dst-end', 'date') },
}))
