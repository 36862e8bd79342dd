// Owns the notes on /tr069-client: hand-written metadata (menu-notes.ts).
import { notes, to } from './menu-notes.ts'

export const tr069Client = notes(() => ({
  '/tr069-client': {
    emptyAtRest: ['last-session-error'],
    refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') },
  },
  '/tr069-client/*': { packages: ['tr069-client'] },
}))
