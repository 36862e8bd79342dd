// Owns the notes on /ip/dns and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const dns = notes(() => ({
  '/ip/dns': {
    valuesAtRest: { 'dynamic-servers': '' },
    fromOutside: ['cache-used'],

    former: [{ command: 'set', takes: { 'query-total-timeout': 'any' }, releases: '6.0..6.99' }],
    types: { 'cache-size': 'size' },
    defaults: { 'allow-remote-requests': 'no' },
    // Printed listings of devices in public repositories: each ends as the releases have its properties, and those of 6.47 to 7.6 have no
    // `doh-max-...` and no `doh-timeout`. The ranges are those of the facts.
    defaultsIn: [
      { values: { 'doh-max-server-connections': '5', 'doh-max-concurrent-queries': '50', 'doh-timeout': '5s' }, releases: '7.9..' },
      { values: { 'address-list-extra-time': '0s' }, releases: '7.10..' },
      { values: { vrf: 'main' }, releases: '7.15..' },
      { values: { 'mdns-repeat-ifaces': '' }, releases: '7.16..' },
    ],
  },
  // Rows of 7.23.7 always have a type.
  '/ip/dns/static': { keeps: { address: 'address' }, defaults: { type: 'A' } },
  '/ip/dns/cache/*': { unexported: true },
  '/ip/dns/adlist': {
    listing: 'detail',
  },
}))
