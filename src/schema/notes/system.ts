// Owns the notes on /system: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const system = notes(() => ({
  // `ssh-exec` has its command after the address in scripts of the maker's presentations.
  '/system': {
    places: { ssh: 'address command', telnet: 'address port', 'ssh-exec': 'address command', 'serial-terminal': 'port' },
    needs: { reboot: ['reboot'], shutdown: ['reboot'] },
  },
  // An x86 of 7.17.2 exports `set allow-x86-64=no multi-cpu=yes`; the manual of 7.2x has the menu.
  '/system/hardware': { board: { kind: 'settings', properties: 'allow-x86-64 multi-cpu' } },
  '/system/ups': {
    listing: 'detail',
  },
  '/system/ptp': {
    listing: 'detail',
  },
}))
