// Owns the notes on /safe-mode and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const safeMode = notes(() => ({
  '/safe-mode': { valuesAtRest: { enabled: 'no', current: 'no' }, emptyAtRest: ['user', 'owner'] },
}))
