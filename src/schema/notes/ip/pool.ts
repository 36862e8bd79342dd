// Owns the notes on /ip/pool: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const pool = notes(() => ({
  '/ip/pool': {
    columns: [{ names: 'name ranges', releases: '..7.1' }],
    keeps: { ranges: 'range' },
    refers: { 'next-pool': to('/ip/pool', 'none') },
    unique: [{ by: ['name'], message: 'pool with such name exists' }],
    stem: 'pool',
  },
}))
