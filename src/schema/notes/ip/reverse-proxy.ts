// Owns the notes on /ip/reverse-proxy: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const reverseProxy = notes(() => ({
  '/ip/reverse-proxy': {
    releases: '7.0..',
    refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') },
  },
}))
