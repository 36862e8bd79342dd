// Owns the notes on /terminal.
import { notes } from './menu-notes.ts'

export const terminal = notes(() => ({ '/terminal': { places: { ask: 'prompt', cuu: 'count', inkey: 'timeout', style: 'style' } } }))
