// Owns the notes on /tool/e-mail: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const eMail = notes(() => ({
  '/tool/e-mail': {
    former: ['set', 'send'].map((command) => ({ command, takes: { 'start-tls': 'any' }, releases: '6.0..6.99' })),
    types: { port: 'num 0..65535' },
    defaults: { vrf: 'main' },
    // Nothing was sent yet.
    emptyAtRest: ['last-status', 'last-address'],
    needs: { send: ['test'] },
  },
}))
