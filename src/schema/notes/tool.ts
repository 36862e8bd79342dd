// Owns the notes on /tool.
import { each, notes } from './menu-notes.ts'

export const tool = notes(() => ({
  '/tool': {
    places: {
      fetch: 'url',
      'mac-telnet': 'host',
      torch: 'interface',
      ...each('bandwidth-test flood-ping ping ping-speed snmp-get snmp-walk traceroute', 'address'),
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
}))
