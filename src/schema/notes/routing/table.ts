// Owns the notes on /routing/table: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const table = notes(() => ({
  '/routing/table': {
    releases: '7.0..',
    listing: 'detail',
    fromOutside: ['used'],
    unique: [{ by: ['name'] }],
    factory: { selects: 'name', rows: ['dynamic=yes fib=yes name=main'] },
  },
}))
