// Owns the notes on /system.
import { notes } from './menu-notes.ts'

export const system = notes(() => ({
  '/system': { places: { ssh: 'address', telnet: 'address' }, needs: { reboot: ['reboot'], shutdown: ['reboot'] } },
  '/system/ups': {
    listing: 'detail',
  },
  '/system/ptp': {
    listing: 'detail',
  },
}))
