// Owns the notes on /ip/reverse-proxy.
import { notes, to } from '../menu-notes.ts'

export const reverseProxy = notes(() => ({
  '/ip/reverse-proxy': { refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') } },
}))
