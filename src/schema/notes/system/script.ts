// Owns the notes on /system/script.
import { notes } from '../menu-notes.ts'

export const script = notes(() => ({
  '/system/script': {
    unique: [{ by: ['name'] }],
    bounds: { 'add dont-require-permissions': '6.38..', 'set dont-require-permissions': '6.38..' },
    alwaysSaid: ['dont-require-permissions', 'owner', 'policy', 'source'],
    // Its script needs what its own commands do.
    needs: { run: ['read'] },
  },
}))
