// Owns the notes on /app: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const app = notes(() => ({
  '/app': { releases: '7.0..', boardRows: { by: 'name' }, notRemovable: 'cannot remove builtin app' },
  '/app/*': { packages: ['container'] },
}))
