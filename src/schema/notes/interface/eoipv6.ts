// Owns the notes on /interface/eoipv6: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const eoipv6 = notes(() => ({ '/interface/eoipv6': { types: { 'tunnel-id': 'num 0..65535' } } }))
