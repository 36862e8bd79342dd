// Owns the notes on /system/license: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const license = notes(() => ({
  // The maker's routers show these (manual, RouterOS license).
  '/system/license': {
    emptyAtRest: ['old-software-id', 'expires-in'],
    board: { kind: 'settings', properties: 'software-id nlevel features' },
  },
  '/system/license/*': { unexported: true },
}))
