// Owns the notes on /tool/sniffer: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const sniffer = notes(() => ({
  '/tool/sniffer': { needs: { start: ['sniff'], quick: ['sniff'] }, refers: { 'filter-interface': to('/interface', 'all', true) } },
  '/tool/sniffer/host': {
    columns: [{ names: 'address rate peek-rate total' }],
  },
  '/tool/sniffer/connection': {
    columns: [{ names: 'src-address dst-address bytes resends mss' }],
  },
}))
