// Owns the notes on /routing/bgp and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const bgp = notes(() => ({
  '/routing/bgp/*': { types: { 'local.port': 'num 0..65535', 'remote.port': 'num 0..65535' } },
  '/routing/bgp/connection': {
    releases: '7.0..',
    listing: 'detail',
    refers: { templates: to('/routing/bgp/template', 'default') },
  },
  '/routing/bgp/instance': {
    // 6.x had a row of that name.
    boardRows: { by: 'name' },
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'name as router-id redistribute-connected redistribute-static redistribute-rip redistribute-ospf redistribute-other-bgp ' +
        'out-filter client-to-client-reflection cluster-id confederation confederation-peers ignore-as-path-len routing-table',
    },
    factory: {
      releases: '..6.99',
      selects: 'name',
      rows: [
        'default=yes name=default as=65530 router-id=0.0.0.0 redistribute-connected=no redistribute-static=no redistribute-rip=no ' +
          'redistribute-ospf=no redistribute-other-bgp=no out-filter="" client-to-client-reflection=yes ignore-as-path-len=no ' +
          'routing-table="" disabled=no',
      ],
    },
  },
  '/routing/bgp/instance/vrf': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'instance routing-mark redistribute-connected redistribute-static redistribute-rip redistribute-ospf redistribute-other-bgp ' +
        'in-filter out-filter originate-default',
    },
  },
  '/routing/bgp/peer': {
    stem: 'peer',
    // A capture of 6.x in ntc-templates.
    listing: 'detail',
    legends: [{ flags: 'X:disabled E:established', releases: '..6.99' }],
    prints: { status: { as: 'detail' } },
    board: {
      releases: '..6.99',
      kind: 'list',
      commands: 'refresh refresh-all resend resend-all',
      properties:
        'name instance remote-address remote-as tcp-md5-key nexthop-choice multihop route-reflect hold-time keepalive-time ttl ' +
        'max-prefix-limit max-prefix-restart-time in-filter out-filter allow-as-in address-families default-originate ' +
        'remove-private-as as-override passive use-bfd update-source cisco-vpls-nlri-len-fmt state',
    },
  },
  '/routing/bgp/network': { board: { releases: '..6.99', kind: 'list', properties: 'network synchronize' } },
  '/routing/bgp/aggregate': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties: 'prefix instance summary-only inherit-attributes advertise-filter attribute-filter suppress-filter include-igp',
    },
  },
  '/routing/bgp/template': { releases: '7.0..', factory: { selects: 'name', rows: ['default=yes name=default'] } },
  '/routing/bgp/session': {
    releases: '7.0..',
    listing: 'detail',
  },
  '/routing/bgp/advertisements': {
    listing: 'detail',
  },
}))
