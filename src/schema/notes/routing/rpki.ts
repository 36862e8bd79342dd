// Owns the notes on /routing/rpki.
import { notes } from '../menu-notes.ts'

export const rpki = notes(() => ({ '/routing/rpki': { types: { port: 'num 0..65535' } } }))
