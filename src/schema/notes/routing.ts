// Owns the notes on /routing.
import { each, notes } from './menu-notes.ts'

export const routing = notes(() => ({
  '/routing/*': { types: { ...each('address src-address dst-address remote.address local.address range', 'host') }, saysGiven: true },
}))
