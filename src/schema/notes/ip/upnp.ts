// Owns the notes on /ip/upnp and what is below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const upnp = notes(() => ({
  '/ip/upnp/interfaces': {
    columns: [{ names: 'interface type' }],
    refers: { interface: to('/interface') },
  },
}))
