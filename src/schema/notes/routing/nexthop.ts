// Owns the notes on /routing/nexthop: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const nexthop = notes(() => ({ '/routing/nexthop': { unknownRows: true } }))
