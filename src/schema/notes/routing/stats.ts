// Owns the notes on /routing/stats.
import { notes } from '../menu-notes.ts'

export const stats = notes(() => ({ '/routing/stats/*': { unknownRows: true } }))
