// Owns the notes on /system/license.
import { notes } from '../menu-notes.ts'

export const license = notes(() => ({
  // What routers of the maker show of theirs (manual, RouterOS license).
  '/system/license': {
    without: ['old-software-id', 'expires-in'],
    board: { kind: 'settings', properties: 'software-id nlevel features' },
  },
  '/system/license/*': { unexported: true },
}))
