// Owns the notes on /system/backup.
import { notes } from '../menu-notes.ts'

export const backup = notes(() => ({ '/system/backup': { needs: { save: ['policy', 'test'] } } }))
