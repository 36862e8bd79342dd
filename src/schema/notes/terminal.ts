// Owns the notes on /terminal: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const terminal = notes(() => ({ '/terminal': { places: { ask: 'prompt', cuu: 'count', inkey: 'timeout', style: 'style' } } }))
