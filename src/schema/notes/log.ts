// Owns the notes on /log.
import { notes } from './menu-notes.ts'

export const log = notes(() => ({
  '/log': {
    places: { debug: 'message', error: 'message', info: 'message', warning: 'message' },
    outside: ['debug', 'error', 'info', 'warning'],
    // A line in the log alters no configuration.
    needs: { debug: ['read'], error: ['read'], info: ['read'], warning: ['read'] },
  },
}))
