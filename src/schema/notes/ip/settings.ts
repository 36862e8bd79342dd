// Owns the notes on /ip/settings: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const settings = notes(() => ({ '/ip/settings': { types: { 'rp-filter': 'closed' } } }))
