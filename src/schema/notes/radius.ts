// Owns the notes on /radius: hand-written metadata (menu-notes.ts).
import { notes, to } from './menu-notes.ts'

export const radius = notes(() => ({
  '/radius': {
    columns: [{ names: 'service called-id domain address secret' }],
    types: { protocol: 'closed' },
    refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') },
  },
  '/radius/*': { types: { address: 'host' } },
}))
