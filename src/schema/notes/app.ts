// Owns the notes on /app.
import { notes } from './menu-notes.ts'

export const app = notes(() => ({
  '/app': { boardRows: { by: 'name' }, stays: 'cannot remove builtin app' },
  '/app/*': { packages: ['container'] },
}))
