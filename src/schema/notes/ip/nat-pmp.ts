// Owns the notes on /ip/nat-pmp: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const natPmp = notes(() => ({
  '/ip/nat-pmp': { defaults: { enabled: 'no' } },
  '/ip/nat-pmp/interfaces': { refers: { interface: to('/interface') } },
}))
