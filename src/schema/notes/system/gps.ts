// Owns the notes on /system/gps.
import { notes } from '../menu-notes.ts'

export const gps = notes(() => ({ '/system/gps/*': { packages: ['gps'] } }))
