// Owns the notes on /system/package and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const systemPackage = notes(() => ({
  '/system/package': {
    fromOutside: ['build-time', 'size', 'bundle'],
    unknownRows: true,
  },
  '/system/package/local-update/mirror': { defaults: { 'check-interval': '1d', enabled: 'no', user: '' } },
}))
