// Owns the notes on /routing/nexthop.
import { notes } from '../menu-notes.ts'

export const nexthop = notes(() => ({ '/routing/nexthop': { unknownRows: true } }))
