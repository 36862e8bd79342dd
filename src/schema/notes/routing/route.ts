// Owns the notes on /routing/route: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const routingRoute = notes(() => ({
  '/routing/route': {
    releases: '7.0..',
    columns: [{ names: 'dst-address gateway afi distance scope target-scope immediate-gw' }],
    // The manual's pages on route selection and EVPN: no column of numbers, `b, y - COPY` up to 7.9.
    numberless: true,
    flagColumns: 'XFUA csrbnoidvmalgye H + B',
    unknownRows: true,
  },
}))
