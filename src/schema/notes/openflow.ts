// Owns the notes on /openflow.
import { notes } from './menu-notes.ts'

export const openflow = notes(() => ({
  '/openflow/*': { packages: ['openflow'] },
  '/openflow/port': {
    stats: 'interface port-id rx-bytes tx-bytes rx-packets tx-packets',
  },
  '/openflow/flow': {
    stats: 'switch match bytes packets duration',
  },
}))
