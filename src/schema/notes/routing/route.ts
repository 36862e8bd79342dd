// Owns the notes on /routing/route.
import { notes } from '../menu-notes.ts'

export const routingRoute = notes(() => ({ '/routing/route': { unknownRows: true } }))
