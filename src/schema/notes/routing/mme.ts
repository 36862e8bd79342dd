// Owns the notes on /routing/mme, a menu of 6.x: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const mme = notes(() => ({
  '/routing/mme': {
    board: {
      releases: '..6.99',
      kind: 'settings',
      properties:
        'bidirectional-timeout gateway-class gateway-keepalive gateway-selection origination-interval preferred-gateway timeout ttl',
    },
    defaults: {
      'bidirectional-timeout': '2',
      'gateway-class': 'none',
      'gateway-keepalive': '1m',
      'gateway-selection': 'no-gateway',
      'origination-interval': '5s',
      'preferred-gateway': '0.0.0.0',
      timeout: '1m',
      ttl: '50',
    },
  },
  '/routing/mme/interface': { board: { releases: '..6.99', kind: 'list', properties: 'interface passive primary' } },
  '/routing/mme/network': { board: { releases: '..6.99', kind: 'list', properties: 'network' } },
}))
