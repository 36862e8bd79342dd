// Owns the notes on /openflow: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const openflow = notes(() => ({
  '/openflow/*': { packages: ['openflow'] },
  '/openflow/port': {
    prints: { stats: { as: 'table', names: 'interface port-id rx-bytes tx-bytes rx-packets tx-packets' } },
  },
  '/openflow/flow': {
    prints: { stats: { as: 'table', names: 'switch match bytes packets duration' } },
  },
}))
