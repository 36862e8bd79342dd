// Owns the notes on /container.
import { notes } from './menu-notes.ts'

export const container = notes(() => ({
  '/container/*': { packages: ['container'], saysGiven: true },
  '/container': {
    listing: 'detail',
    rest: { stopped: 'yes' },
  },
}))
