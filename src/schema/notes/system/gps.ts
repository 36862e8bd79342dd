// Owns the notes on /system/gps: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const gps = notes(() => ({
  '/system/gps/*': { packages: ['gps'] },
  '/system/gps': {
    // The manual's listing.
    defaults: { channel: '0', 'init-channel': '0', 'init-string': '', 'set-system-time': 'no' },
  },
}))
