// Owns the notes on /routing/rpki: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

// The manual's page on moving from 6.x to 7 has it among what is new.
export const rpki = notes(() => ({ '/routing/rpki': { releases: '7.0..', types: { port: 'num 0..65535' } } }))
