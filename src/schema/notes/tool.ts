// Owns the notes on /tool: hand-written metadata (menu-notes.ts).
import { each, notes, to } from './menu-notes.ts'

export const tool = notes(() => ({
  '/tool': {
    places: {
      fetch: 'url',
      'mac-telnet': 'host',
      // Public scripts: `/tool mac-scan $target duration=...`.
      ...each('torch mac-scan', 'interface'),
      ...each('bandwidth-test flood-ping ping ping-speed snmp-get snmp-walk speed-test traceroute', 'address'),
    },
    // The manual; a virtual machine lists it up to 7.19.
    boardArguments: { profile: 'cpu' },
    needs: {
      ping: ['test'],
      // `test` by the manual, `ftp` since 7.13 by users of its scripts.
      fetch: ['test', { policy: 'ftp', releases: '7.13..' }],
      'bandwidth-test': ['test'],
      'flood-ping': ['test'],
      'ip-scan': ['test'],
      'mac-scan': ['test'],
      'ping-speed': ['test'],
      profile: ['test'],
      'speed-test': ['test'],
      traceroute: ['test'],
      torch: ['sniff'],
    },
  },
  '/tool/*': { types: { ...each('address src-address host', 'host') } },
  '/tool/bandwidth-server/session': {
    columns: [{ names: 'client protocol direction user' }],
  },
  // The user manager of 6.x.
  '/tool/user-manager/*': { packages: ['user-manager'] },
  '/tool/user-manager/customer': {
    name: 'login',
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'login password parent permissions company country city email phone public-host public-id signup-allowed time-zone currency ' +
        'access paypal-accept-pending paypal-allow-payment paypal-secure-response authorize-allow-payment authorize-title date-format ' +
        'backup-allowed user-prefix',
    },
    // The initial row of every user manager.
    factory: { releases: '..6.99', selects: 'name', rows: ['login=admin permissions=owner disabled=no'] },
  },
  '/tool/user-manager/user': {
    name: 'username',
    board: {
      releases: '..6.99',
      kind: 'list',
      commands: 'create-and-activate-profile clear-profiles',
      properties:
        'customer username password first-name last-name email phone location ip-address shared-users caller-id ' +
        'caller-id-bind-on-first-use registration-date wireless-psk wireless-enc-key wireless-enc-algo actual-profile group email-address',
    },
  },
  '/tool/user-manager/profile': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties: 'name name-for-users override-shared-users owner price starts-at validity',
    },
  },
  '/tool/user-manager/profile/limitation': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties:
        'name owner download-limit upload-limit transfer-limit uptime-limit rate-limit-rx rate-limit-tx rate-limit-burst-rx ' +
        'rate-limit-burst-tx rate-limit-burst-threshold-rx rate-limit-burst-threshold-tx rate-limit-burst-time-rx ' +
        'rate-limit-burst-time-tx rate-limit-min-rx rate-limit-min-tx rate-limit-priority group-name ip-pool ip-pool6 address-list ' +
        'reset-counters-start-time reset-counters-interval',
    },
  },
  '/tool/user-manager/profile/profile-limitation': {
    board: { releases: '..6.99', kind: 'list', properties: 'profile limitation from-time till-time weekdays' },
  },
  '/tool/user-manager/router': {
    board: {
      releases: '..6.99',
      kind: 'list',
      properties: 'customer name ip-address shared-secret log use-coa coa-port',
    },
  },
  '/tool/user-manager/database': { board: { releases: '..6.99', kind: 'settings', properties: 'db-path' } },
  '/tool/graphing/interface': { refers: { interface: to('/interface', 'all') } },
  '/tool/traffic-monitor': { refers: { interface: to('/interface') } },
}))
