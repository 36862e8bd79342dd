// Owns the notes on /system.
import { notes } from './menu-notes.ts'

export const system = notes(() => ({
  '/system': { places: { ssh: 'address', telnet: 'address' }, needs: { reboot: ['reboot'], shutdown: ['reboot'] } },
  // An x86 of 7.17.2 exports `set allow-x86-64=no multi-cpu=yes`; the manual of 7.2x has the menu.
  '/system/hardware': { board: { kind: 'settings', properties: 'allow-x86-64 multi-cpu' } },
  '/system/ups': {
    listing: 'detail',
  },
  '/system/ptp': {
    listing: 'detail',
  },
}))
