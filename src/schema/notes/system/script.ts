// Owns the notes on /system/script: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const script = notes(() => ({
  '/system/script': {
    unique: [{ by: ['name'] }],
    bounds: { 'add dont-require-permissions': '6.38..', 'set dont-require-permissions': '6.38..' },
    alwaysExported: ['dont-require-permissions', 'owner', 'policy', 'source'],
    // The script needs what its own commands need.
    needs: { run: ['read'] },
  },
}))
