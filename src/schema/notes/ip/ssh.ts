// Owns the notes on /ip/ssh: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const ssh = notes(() => ({
  '/ip/ssh': {
    // A host key is a secret of the device.
    needs: { 'export-host-key': ['read', 'write', 'sensitive'] },
  },
}))
