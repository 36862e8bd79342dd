// Owns the notes on /routing/rpki: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const rpki = notes(() => ({ '/routing/rpki': { types: { port: 'num 0..65535' } } }))
