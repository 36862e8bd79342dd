// Owns the notes on /container: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const container = notes(() => ({
  '/container/*': { packages: ['container'], saysGiven: true },
  '/container': {
    listing: 'detail',
    rest: { stopped: 'yes' },
  },
}))
