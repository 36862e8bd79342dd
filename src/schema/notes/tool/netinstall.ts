// Owns the notes on /tool/netinstall: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const netinstall = notes(() => ({
  '/tool/netinstall/*': { unexported: true },
  '/tool/netinstall/cache': {
    columns: [{ names: 'path url status' }],
  },
}))
