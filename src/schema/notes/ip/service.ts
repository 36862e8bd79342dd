// Owns the notes on /ip/service: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const service = notes(() => ({
  '/ip/service': {
    bounds: { 'set tls-version': '6.46..', 'set vrf': '7.1..' },
    types: { port: 'num 1..65535' },
    refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') },
  },
}))
