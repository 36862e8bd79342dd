// Owns the notes on /ip/arp.
import { notes, to } from '../menu-notes.ts'

export const arp = notes(() => ({ '/ip/arp': { refers: { interface: to('/interface', 'all none dynamic static') } } }))
