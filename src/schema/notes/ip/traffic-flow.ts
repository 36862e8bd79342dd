// Owns the notes on /ip/traffic-flow and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const trafficFlow = notes(() => ({
  // Whether a property of a connection is sent: yes or no.
  '/ip/traffic-flow/ipfix': { refers: each('in-interface out-interface', to('', 'yes no')) },
  '/ip/traffic-flow/target': {
    columns: [{ names: 'src-address dst-address port version' }],
    types: { port: 'num 0..65535' },
  },
  '/ip/traffic-flow': { refers: { interfaces: to('/interface /interface/list', 'local all none dynamic static', true) } },
}))
