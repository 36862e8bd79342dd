// Owns the notes on /ip/service: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const service = notes(() => ({
  '/ip/service': {
    // The manual of 2.8, listings of 6.x and 7.x; dynamic rows: a CHR of 7.23.7.
    fixedRows: [
      { since: '2.8', names: 'telnet ftp www hotspot ssh hotspot-ssl' },
      { since: '2.9', names: 'telnet ftp www ssh www-ssl' },
      { since: '3.0', names: 'telnet ftp www ssh www-ssl api winbox' },
      { since: '6.0', names: 'telnet ftp www ssh www-ssl api winbox api-ssl' },
      { since: '7.0', names: 'ftp ssh telnet www www-ssl winbox api api-ssl' },
      { since: '7.22', names: 'ftp ssh telnet www www-ssl reverse-proxy winbox api api-ssl', comes: 'btest dhcp discover' },
    ],
    bounds: { 'set tls-version': '6.46..', 'set vrf': '7.1..' },
    types: { port: 'num 1..65535' },
    refers: { certificate: to('/certificate', 'none'), 'client-certificate': to('/certificate', 'none') },
  },
}))
