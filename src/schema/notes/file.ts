// Owns the notes on /file: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const file = notes(() => ({
  '/file': { places: { add: 'name' }, needs: { read: ['read'] } },
  '/file/*': { packages: ['rose-storage'], unexported: true },
}))
