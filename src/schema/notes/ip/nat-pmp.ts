// Owns the notes on /ip/nat-pmp: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const natPmp = notes(() => ({ '/ip/nat-pmp': { defaults: { enabled: 'no' } } }))
