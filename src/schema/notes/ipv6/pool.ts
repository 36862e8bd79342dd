// Owns the notes on /ipv6/pool and the menus below it.
import { notes } from '../menu-notes.ts'

export const ipv6Pool = notes(() => ({
  // Only a prefix that a server gave has an end.
  '/ipv6/pool': { without: ['valid-lifetime', 'preferred-lifetime'] },
}))
