// Owns the notes on /lora: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const lora = notes(() => ({ '/lora/*': { packages: ['lora', 'iot'] } }))
