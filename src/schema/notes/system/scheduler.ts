// Owns the notes on /system/scheduler: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const scheduler = notes(() => ({
  '/system/scheduler': { unique: [{ by: ['name'] }], alwaysExported: ['policy'], types: { 'start-date': 'date' } },
}))
