// Owns what the firewalls of both families have in common.
import { each, names, type MenuNotes } from './menu-notes.ts'

/** What holds in every table. Firewalls print `D` last and apart in 6.x and 7.x (`X - disabled, I - invalid; D - dynamic`). */
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
  // 12 of 16 listings of rules in the manual, listings of 7.x, and captures in which both forms stand in one list.
  asWritten: ['log', 'log-prefix'],
} as const satisfies MenuNotes

/** A table of rules: chains are named by the rules in them. Listings of 7.x: `0    chain=srcnat action=masquerade ...`. */
export const rules = {
  identifies: 'chain',
  listing: 'detail',
  // The manual's listings of rules with what they counted.
  prints: { stats: { as: 'table', names: 'chain action bytes packets' } } as const,
  // The words stand in five public projects. By name and by number.
  demands: {
    given: names('port src-port dst-port'),
    beside: 'protocol',
    of: names('tcp udp udp-lite dccp sctp 6 17 136 33 132'),
    says: 'ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp',
  },
} as const satisfies MenuNotes

/** Lists of addresses. */
export const addressList: MenuNotes = {
  // The manual's page on address lists: with a timeout an entry lives in RAM only, without one it is kept on the disk.
  completes: {
    name: 'dynamic',
    from: 'timeout',
    decides: true,
    text: (given) => (/^(0s|00:00:00)?$/.test(given('timeout') ?? '') ? undefined : 'yes'),
  },
  unique: [{ by: ['list', 'address'], says: 'already have such entry', whileEnabled: true }],
}
