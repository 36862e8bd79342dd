// Owns the notes on /user-manager and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from './menu-notes.ts'

export const userManager = notes(() => ({
  '/user-manager/*': {
    packages: ['user-manager'],
    refers: { certificate: to('/certificate', 'none auto'), 'radsec-certificate': to('/certificate', 'none auto') },
  },
  // 6.x has /tool/user-manager.
  '/user-manager': { releases: '7.0..' },
  '/user-manager/limitation': { alsoTakes: { 'reset-counters-interval': 'time :disabled hourly daily weekly monthly' } },
  '/user-manager/session/*': { unexported: true },
  '/user-manager/user': {
    listing: 'detail',
  },
}))
