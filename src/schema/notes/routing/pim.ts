// Owns the notes on /routing/pim and the menus below it, of 6.x: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const pim = notes(() => ({
  // The wiki's page on multicast routing, and verbose exports of 6.x.
  '/routing/pim': {
    board: { releases: '..6.99', kind: 'settings', properties: 'switch-to-spt switch-to-spt-bytes switch-to-spt-interval' },
    defaults: { 'switch-to-spt': 'yes', 'switch-to-spt-bytes': '0', 'switch-to-spt-interval': '1m40s' },
  },
  '/routing/pim/interface': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'interface protocols alternative-subnets assert-override-interval assert-time dr-priority hello-holdtime hello-period ' +
        'hello-trigerred-delay igmp-version join-prune-holdtime join-prune-period override-interval preferred-source-address ' +
        'propagation-delay require-hello tracking-support',
    },
    defaults: {
      'alternative-subnets': '',
      'assert-override-interval': '3s',
      'assert-time': '3m',
      'dr-priority': '1',
      'hello-holdtime': '1m45s',
      'hello-period': '30s',
      'hello-trigerred-delay': '5s',
      'igmp-version': 'IGMPv2',
      'join-prune-holdtime': '3m30s',
      'join-prune-period': '1m',
      'override-interval': '250',
      'preferred-source-address': '0.0.0.0',
      'propagation-delay': '50',
      protocols: 'pim,igmp',
      'require-hello': 'yes',
      'tracking-support': 'yes',
    },
  },
  '/routing/pim/rp': { board: { releases: '..6.99', kind: 'list', properties: 'address group hash-mask-length priority' } },
  '/routing/pim/rp-candidates': {
    board: { releases: '..6.99', kind: 'list', properties: 'interface group holdtime is-scope-zone priority' },
  },
}))
