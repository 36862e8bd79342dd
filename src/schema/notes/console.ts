// Owns the notes on /console and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const console = notes(() => ({
  '/console': { reads: { path: 'list' } },
  '/console/settings': { defaults: { 'log-script-errors': 'yes', 'sanitize-names': 'no', 'tab-width': '4' } },
}))
