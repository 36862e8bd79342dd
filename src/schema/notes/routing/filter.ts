// Owns the notes on /routing/filter and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const filter = notes(() => ({
  '/routing/filter': {
    identifies: 'chain',
    board: {
      releases: '..6.99',
      kind: 'list',
      commands: 'move',
      properties:
        'chain prefix prefix-length match-chain protocol distance scope target-scope pref-src routing-mark route-comment route-tag ' +
        'route-targets site-of-origin address-family ospf-type invert-match bgp-as-path bgp-as-path-length bgp-atomic-aggregate ' +
        'bgp-communities bgp-local-pref bgp-med bgp-origin bgp-weight locally-originated-bgp action jump-target set-distance ' +
        'set-scope set-target-scope set-pref-src set-in-nexthop set-in-nexthop-direct set-in-nexthop-ipv6 set-in-nexthop-linklocal ' +
        'set-out-nexthop set-out-nexthop-ipv6 set-out-nexthop-linklocal set-routing-mark set-route-comment set-check-gateway ' +
        'set-disabled set-type set-use-te-nexthop set-mpls-te-tunnel set-route-tag set-route-targets append-route-targets ' +
        'set-site-of-origin set-bgp-prepend set-bgp-prepend-path set-bgp-communities append-bgp-communities set-bgp-local-pref ' +
        'set-bgp-med set-bgp-weight',
    },
  },
  '/routing/filter/rule': {
    // Since 7.1beta4 (the manual's page on moving from 6.x to 7); in 6.x the rules are rows of /routing/filter.
    releases: '7.0..',
    // `rule="if (dst in 10.0.0.0/8) ..."`: the manual's listing.
    quoted: ['rule'],
    listing: 'detail',
    identifies: 'chain',
  },
}))
