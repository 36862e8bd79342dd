// Owns the notes on /special-login.
import { notes } from './menu-notes.ts'

export const specialLogin = notes(() => ({
  '/special-login': {
    columns: [{ names: 'user port' }],
  },
}))
