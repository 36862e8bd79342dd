// Owns the notes on /interface/pwr-line: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const pwrLine = notes(() => ({
  '/interface/pwr-line': {
    board: { kind: 'fixed', commands: 'configure join leave', properties: 'name' },
  },
}))
