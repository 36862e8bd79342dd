// Owns the notes on /ip/settings.
import { notes } from '../menu-notes.ts'

export const settings = notes(() => ({ '/ip/settings': { types: { 'rp-filter': 'closed' } } }))
