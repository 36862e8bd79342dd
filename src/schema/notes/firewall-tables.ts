// Owns the notes shared by the firewalls of both address families.
import { each, names, type MenuNotes } from './menu-notes.ts'

/** Notes of every table. Firewalls print `D` last and separately in 6.x and 7.x (`X - disabled, I - invalid; D - dynamic`). */
export const anyTable = {
  // Direction and policy, in printed forms `in;ipsec`.
  reads: { 'ipsec-policy': 'list' },
  types: {
    protocol: 'closed',
    ...each('dscp new-dscp ingress-priority', 'num 0..63'),
    ...each('port src-port dst-port to-ports packet-size tcp-mss', 'ranges 0..65535'),
    'src-mac-address': 'mac',
  },
  dynamicLast: true,
  // 12 of 16 listings of rules in the manual, listings of 7.x, and captures with both forms in one list.
  asWritten: ['log', 'log-prefix'],
} as const satisfies MenuNotes

/** Limits of rules, of which a device refuses other texts (the manual's types). */
export const ruleLimits = { limit: 'limit', 'dst-limit': 'each-limit' } as const satisfies MenuNotes['keeps']

/** Notes of a table of rules: a chain exists by the rules in it. Listings of 7.x: `0    chain=srcnat action=masquerade ...`. */
export const ruleTable = {
  identifies: 'chain',
  listing: 'detail',
  // The manual's listings of rules with counters.
  prints: { stats: { as: 'table', names: 'chain action bytes packets' } } as const,
  // The message occurs in five public projects. Protocols by name and by number.
  demands: {
    given: names('port src-port dst-port'),
    beside: 'protocol',
    of: names('tcp udp udp-lite dccp sctp 6 17 136 33 132'),
    message: 'ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp',
  },
} as const satisfies MenuNotes

/** Notes of address lists. */
export const addressList: MenuNotes = {
  // The manual's page on address lists: an entry with a timeout is stored in RAM only, others on disk.
  completes: {
    name: 'dynamic',
    from: 'timeout',
    decides: true,
    text: (given) => (/^(0s|00:00:00)?$/.test(given('timeout') ?? '') ? undefined : 'yes'),
  },
  unique: [{ by: ['list', 'address'], message: 'already have such entry', whileEnabled: true }],
}
