// Owns the notes on /ipv6/pool and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const ipv6Pool = notes(() => ({
  // Only a prefix from a server expires.
  '/ipv6/pool': {
    columns: [{ names: 'name prefix request prefix-length' }],
    emptyAtRest: ['valid-lifetime', 'preferred-lifetime'],
  },
  '/ipv6/pool/used': {
    columns: [{ names: 'pool prefix owner info' }],
  },
}))
