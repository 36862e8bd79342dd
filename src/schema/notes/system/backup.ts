// Owns the notes on /system/backup: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const backup = notes(() => ({
  '/system/backup': {
    // Measured on a hEX with 7.20.8: both are needed, and neither `write` nor `ftp`.
    needs: { save: ['policy', 'test'] },
  },
  '/system/backup/cloud': {
    listing: 'detail',
  },
}))
