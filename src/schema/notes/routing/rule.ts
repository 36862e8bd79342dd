// Owns the notes on /routing/rule.
import { notes, to } from '../menu-notes.ts'

export const rule = notes(() => ({ '/routing/rule': { refers: { table: to('/routing/table /ip/vrf', 'main local') } } }))
