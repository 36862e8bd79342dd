// Owns the notes on /queue and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from './menu-notes.ts'

const sfq = 'kind=sfq sfq-allot=1514 sfq-perturb=5'
const pcq =
  'kind=pcq pcq-burst-rate=0 pcq-burst-threshold=0 pcq-burst-time=10s pcq-dst-address-mask=32 pcq-dst-address6-mask=128 pcq-limit=50KiB ' +
  'pcq-rate=0 pcq-src-address-mask=32 pcq-src-address6-mask=128 pcq-total-limit=2000KiB'

export const queue = notes(() => ({
  '/queue/interface': {
    columns: [{ names: 'interface queue active-queue' }],
    refers: { interface: to('/interface'), queue: to('/queue/type', 'default default-small') },
  },
  '/queue/simple': {
    valuesAtRest: { ...each('bytes packets dropped rate packet-rate queued-packets queued-bytes pcq-queues', '0/0'), invalid: 'no' },
    counters: /^total-/,
    // A public listing of 7.x (`rate=2.0Mbps/15.0Mbps total-rate=0bps`).
    zero: { rate: '0bps/0bps', 'total-rate': '0bps' },
    prints: {
      stats: {
        as: 'detail',
        names:
          'name target rate total-rate packet-rate total-packet-rate queued-bytes total-queued-bytes queued-packets ' +
          'total-queued-packets bytes total-bytes packets total-packets dropped total-dropped',
      },
    },
    refers: { queue: { ...to('/queue/type', 'default default-small'), pairs: true }, parent: to('/queue/simple', 'none') },
    keeps: {
      ...each('target dst', 'prefix-or-name'),
      priority: 'priorities',
      ...each(
        'max-limit limit-at burst-limit burst-threshold total-max-limit total-limit-at total-burst-limit total-burst-threshold',
        'rate',
      ),
    },
    types: { 'total-priority': 'num 1..8' },
    listing: 'detail',
  },
  '/queue/tree': {
    counters: /^(bytes|packets|dropped|rate|packet-rate|queued-packets|queued-bytes|pcq-queues)$/,
    // The manual's page on queues.
    prints: {
      stats: { as: 'detail', names: 'name parent packet-mark rate packet-rate queued-bytes queued-packets bytes packets dropped' },
    },
    types: { priority: 'num 1..8' },
    keeps: each('max-limit limit-at burst-limit burst-threshold', 'rate'),
    refers: { queue: to('/queue/type', 'default default-small'), parent: to('/queue/tree /interface', 'global') },
    listing: 'detail',
  },
  '/queue/type': {
    listing: 'detail',
    types: { 'cake-ack-filter': 'closed' },
    keeps: each('pcq-rate pcq-burst-rate', 'rate'),
    factory: {
      selects: 'number',
      rows: [
        'default=yes kind=pfifo name=default pfifo-limit=50',
        'default=yes kind=pfifo name=ethernet-default pfifo-limit=50',
        `default=yes ${sfq} name=wireless-default`,
        'default=yes kind=red name=synchronous-default red-avg-packet=1000 red-burst=20 red-limit=60 red-max-threshold=50 ' +
          'red-min-threshold=10',
        `default=yes ${sfq} name=hotspot-default`,
        `default=yes ${pcq} name=pcq-upload-default pcq-classifier=src-address`,
        `default=yes ${pcq} name=pcq-download-default pcq-classifier=dst-address`,
        'default=yes kind=none name=only-hardware-queue',
        'default=yes kind=mq-pfifo mq-pfifo-limit=50 name=multi-queue-ethernet-default',
        'default=yes kind=pfifo name=default-small pfifo-limit=10',
      ],
    },
    relevance: {
      by: 'kind',
      parts: {
        bfifo: ['bfifo-'],
        cake: ['cake-'],
        codel: ['codel-'],
        'fq-codel': ['fq-codel-'],
        'mq-pfifo': ['mq-pfifo-'],
        pcq: ['pcq-'],
        pfifo: ['pfifo-'],
        red: ['red-'],
        sfq: ['sfq-'],
      },
    },
  },
}))
