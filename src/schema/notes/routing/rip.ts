// Owns the notes on /routing/rip and the menus below it.
import { notes } from '../menu-notes.ts'

export const rip = notes(() => ({ '/routing/rip/keys': { sensitive: ['key'] } }))
