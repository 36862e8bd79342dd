// Owns the notes on /tool/traffic-generator: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const trafficGenerator = notes(() => ({
  '/tool/traffic-generator': { defaults: { 'measure-out-of-order': 'no' } },
  '/tool/traffic-generator/*': { needs: { '*': ['sniff'] } },
  '/tool/traffic-generator/packet-template': {
    listing: 'detail',
  },
}))
