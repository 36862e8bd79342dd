// Owns the notes on /tool/sniffer.
import { notes } from '../menu-notes.ts'

export const sniffer = notes(() => ({ '/tool/sniffer': { needs: { start: ['sniff'], quick: ['sniff'] } } }))
