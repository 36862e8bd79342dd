// Owns the notes on /interface/eoipv6.
import { notes } from '../menu-notes.ts'

export const eoipv6 = notes(() => ({ '/interface/eoipv6': { types: { 'tunnel-id': 'num 0..65535' } } }))
