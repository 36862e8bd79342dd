// Owns the notes on /routing/settings.
import { notes } from '../menu-notes.ts'

export const routingSettings = notes(() => ({ '/routing/settings': { defaults: { 'single-process': 'no' } } }))
