// Owns the notes on /tool/traffic-generator: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const trafficGenerator = notes(() => ({
  '/tool/traffic-generator': { defaults: { 'measure-out-of-order': 'no' } },
  '/tool/traffic-generator/*': { needs: { '*': ['sniff'] } },
  '/tool/traffic-generator/packet-template': {
    listing: 'detail',
    refers: { interface: to('/interface') },
  },
  '/tool/traffic-generator/port': { refers: { interface: to('/interface') } },
}))
