// Owns the notes on /ip/nat-pmp.
import { notes } from '../menu-notes.ts'

export const natPmp = notes(() => ({ '/ip/nat-pmp': { defaults: { enabled: 'no' } } }))
