// Owns the notes on /system/scheduler.
import { notes } from '../menu-notes.ts'

export const scheduler = notes(() => ({ '/system/scheduler': { unique: [{ by: ['name'] }], alwaysSaid: ['policy'] } }))
