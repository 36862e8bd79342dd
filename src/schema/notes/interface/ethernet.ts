// Owns the notes on /interface/ethernet and the menus below it: hand-written metadata (menu-notes.ts).
import { interfaceCounters } from '../counted.ts'
import { each, notes } from '../menu-notes.ts'

export const ethernet = notes(() => ({
  '/interface/ethernet': {
    // 6.x prints ` XS ether3`: X and R share a column.
    flagColumns: 'XR S',
    columns: [{ names: 'name mtu mac-address arp switch' }],
    counters: interfaceCounters,
    prints: { stats: { as: 'values', grouped: true } },
    valuesAtRest: { 'loop-protect-status': 'off' },
    emptyAtRest: ['switch'],
    // The announcement of 6.40rc36, released as 6.41: the bridge takes its place.
    former: [{ command: 'set', takes: { 'master-port': 'any' }, releases: '..6.40' }],
    boardArguments: {
      set:
        'bandwidth default-name poe-out poe-priority poe-voltage poe-lldp-enabled power-cycle-interval ' +
        'power-cycle-ping-address power-cycle-ping-enabled power-cycle-ping-timeout full-duplex passthrough-interface switch',
    },
  },
  '/interface/ethernet/poe': {
    columns: [{ names: 'name poe-out poe-voltage poe-priority power-cycle-ping-enabled power-cycle-interval' }],
    board: {
      kind: 'fixed',
      commands: 'monitor power-cycle',
      properties:
        'name poe-out poe-priority poe-voltage power-cycle-interval power-cycle-ping-address power-cycle-ping-enabled ' +
        'power-cycle-ping-timeout poe-lldp-enabled',
    },
  },
  '/interface/ethernet/poe/settings': { board: { kind: 'settings', properties: 'psu1-max-power psu2-max-power ether1-poe-in-long-cable' } },
  '/interface/ethernet/switch': {
    counters: interfaceCounters,
    prints: { stats: { as: 'values', grouped: true } },
    columns: [
      { names: 'name type mirror-source mirror-target switch-all-ports', releases: '..7.1' },
      { names: 'name type l3-hw-offloading', releases: '7.2..' },
    ],
    board: {
      kind: 'fixed',
      commands: 'print',
      properties:
        'name type mirror-source mirror-target mirror-egress-target cpu-flow-control l3-hw-offloading qos-hw-offloading ' +
        'switch-all-ports bridge-type drop-if-no-vlan-assignment-on-ports rspan rspan-egress-vlan-id rspan-ingress-vlan-id',
    },
    boardRows: { numbered: true, by: 'name' },
  },
  '/interface/ethernet/switch/*': { types: { ...each('vlan-id default-vlan-id new-vlan-id', 'num 0..4095') } },
  '/interface/ethernet/switch/host': {
    board: { kind: 'list', properties: 'switch mac-address ports vlan-id copy-to-cpu drop mirror redirect-to-cpu share-vlan-learned' },
  },
  '/interface/ethernet/switch/l3hw-settings': {
    board: { kind: 'settings', properties: 'autorestart fasttrack-hw ipv6-hw icmp-reply-on-error hw-supports-fasttrack' },
  },
  '/interface/ethernet/switch/l3hw-settings/advanced': {
    board: {
      kind: 'settings',
      properties:
        'neigh-discovery-interval neigh-dump-retries neigh-keepalive-interval route-index-delay-min route-index-delay-max ' +
        'route-queue-limit-high route-queue-limit-low',
    },
  },
  '/interface/ethernet/switch/port': {
    columns: [{ names: 'name switch l3-hw-offloading storm-rate', releases: '7.2..' }],
    board: {
      kind: 'fixed',
      properties:
        'name vlan-mode vlan-header default-vlan-id ingress-rate egress-rate mirror-ingress mirror-egress l3-hw-offloading ' +
        'limit-broadcasts limit-unknown-multicasts limit-unknown-unicasts storm-rate qos-map qos-profile',
    },
    boardRows: { numbered: true, by: 'name' },
  },
  '/interface/ethernet/switch/port-isolation': {
    board: { kind: 'fixed', properties: 'name forwarding-override' },
    boardRows: { by: 'name' },
  },
  '/interface/ethernet/switch/qos': { board: { kind: 'settings', properties: '' } },
  '/interface/ethernet/switch/qos/profile': { board: { kind: 'list', properties: 'name traffic-class dscp pcp color' } },
  '/interface/ethernet/switch/qos/map': { board: { kind: 'list', properties: 'name' } },
  '/interface/ethernet/switch/qos/port': {
    columns: [{ names: 'name switch profile map trust-l2 trust-l3 tx-manager' }],
    counters: /^((tx|drop)-|(packet|byte)-(cap|use)$|queue\d|(rx|tx)-pause)/,
    prints: each('stats usage pfc', { as: 'values', grouped: true } as const),
    board: { kind: 'fixed', properties: 'name trust-l2 trust-l3 profile map tx-manager egress-rate-queue0' },
    boardRows: { by: 'name' },
  },
  '/interface/ethernet/switch/rule': {
    listing: 'detail',
    board: {
      kind: 'list',
      properties:
        'switch ports src-address dst-address src-address6 dst-address6 src-mac-address dst-mac-address mac-protocol protocol ' +
        'src-port dst-port vlan-id vlan-priority vlan-header dscp flow-label traffic-class copy-to-cpu mirror new-dst-ports ' +
        'new-vlan-id new-vlan-priority rate redirect-to-cpu keep-vlan-fields',
    },
  },
  '/interface/ethernet/switch/vlan': { board: { kind: 'list', properties: 'switch vlan-id ports independent-learning learn svl' } },
  '/interface/ethernet/switch/qos/tx-manager/queue': {
    columns: [{ names: 'tx-manager traffic-class schedule weight queue-buffers use-shared-buffers' }],
  },
}))
