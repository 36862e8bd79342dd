// Owns the notes on /partitions: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const partitions = notes(() => ({
  '/partitions': {
    board: { kind: 'fixed', commands: 'activate copy-to repartition restore-config-from save-config-to', properties: 'name fallback-to' },
    boardRows: { numbered: true },
  },
}))
