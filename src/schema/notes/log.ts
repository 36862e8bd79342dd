// Owns the notes on /log: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const log = notes(() => ({
  '/log': {
    places: { debug: 'message', error: 'message', info: 'message', warning: 'message' },
    outside: ['debug', 'error', 'info', 'warning'],
    // Writing a log line does not change the configuration.
    needs: { debug: ['read'], error: ['read'], info: ['read'], warning: ['read'] },
  },
}))
