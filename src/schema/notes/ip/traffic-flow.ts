// Owns the notes on /ip/traffic-flow and the menus below it.
import { notes } from '../menu-notes.ts'

export const trafficFlow = notes(() => ({
  '/ip/traffic-flow/target': {
    columns: [{ names: 'src-address dst-address port version' }],
    types: { port: 'num 0..65535' },
  },
}))
