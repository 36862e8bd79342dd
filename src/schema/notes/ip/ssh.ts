// Owns the notes on /ip/ssh.
import { notes } from '../menu-notes.ts'

export const ssh = notes(() => ({
  '/ip/ssh': {
    // A host key is a secret of the device.
    needs: { 'export-host-key': ['read', 'write', 'sensitive'] },
  },
}))
