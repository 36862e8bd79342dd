// Owns the notes on /tool/netwatch: hand-written metadata (menu-notes.ts).
import { each, names, notes } from '../menu-notes.ts'

export const netwatch = notes(() => ({
  '/tool/netwatch': {
    // The manual of 2.9.
    columns: [{ names: 'host timeout interval status', releases: '..7.3' }],
    states: [{ names: 'status' }],
    types: { port: 'num 0..65535' },
    defaults: { disabled: 'no', 'http-codes': '', 'test-script': '', type: 'simple' },
    valuesAtRest: { status: 'unknown', ...each('done-tests failed-tests', '0') },
    emptyAtRest: names(
      'since sent-count response-count loss-count loss-percent rtt-avg rtt-min rtt-max rtt-jitter rtt-stdev tcp-connect-time ' +
        'http-status-code http-resp-time ip ip6 name-servers mail-servers',
    ),
    alwaysExported: ['disabled', 'http-codes', 'test-script', 'type'],
  },
}))
