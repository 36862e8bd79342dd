// Owns the notes on /special-login: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const specialLogin = notes(() => ({
  '/special-login': {
    columns: [{ names: 'user port' }],
  },
}))
