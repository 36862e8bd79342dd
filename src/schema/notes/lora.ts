// Owns the notes on /lora.
import { notes } from './menu-notes.ts'

export const lora = notes(() => ({ '/lora/*': { packages: ['lora', 'iot'] } }))
