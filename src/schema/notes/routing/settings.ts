// Owns the notes on /routing/settings: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const routingSettings = notes(() => ({ '/routing/settings': { defaults: { 'single-process': 'no' } } }))
