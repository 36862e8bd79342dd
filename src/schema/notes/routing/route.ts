// Owns the notes on /routing/route: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const routingRoute = notes(() => ({
  '/routing/route': {
    columns: [{ names: 'dst-address gateway afi distance scope target-scope immediate-gw' }],
    unknownRows: true,
  },
}))
