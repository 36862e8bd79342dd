// Owns the notes on /certificate and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

/**
 * 2.x to 5.x only have import and requests; templates and signing came with 6.0. Sources: the manual of 2.8, the wiki's pages for 6.0, the
 * change logs of 6.x.
 */
export const certificate = notes(() => ({
  '/certificate': {
    followed: true,
    // `sensitive` since 7.11 (its changelog).
    needs: { 'export-certificate': ['write', { policy: 'sensitive', releases: '7.11..' }] },
    bounds: {
      add: '6.0..',
      'add-scep': '6.0..',
      'scep-renew': '6.0..',
      sign: '6.0..',
      'sign-certificate-request': '6.0..',
      'issued-revoke': '6.0..',
      'export-certificate': '6.0..',
      'card-verify': '6.0..',
      'card-reinstall': '6.0..',
      'enable-ssl-certificate': '7.1..',
      'export-certificate type': '6.38..',
      'export-certificate file-name': '6.46..',
      'import name': '6.46..',
      'create-certificate-request template': '6.0..',
      'create-certificate-request key-passphrase': '6.0..',
      'create-certificate-request challenge-passphrase': '6.0..',
      'set common-name': '6.0..',
      'set country': '6.0..',
      'set days-valid': '6.0..',
      'set digest-algorithm': '6.0..',
      'set key-size': '6.0..',
      'set key-usage': '6.0..',
      'set locality': '6.0..',
      'set organization': '6.0..',
      'set state': '6.0..',
      'set trusted': '6.0..',
      'set unit': '6.0..',
      'add subject-alt-name': '6.7..',
      'set subject-alt-name': '6.7..',
    },
    former: [
      { command: 'decrypt', takes: { passphrase: 'string' }, releases: '..6.5' },
      { command: 'reset-certificate-cache', takes: {}, releases: '..6.5' },
      { command: 'set', takes: { ca: 'bool' }, releases: '..5.99' },
      // The manual's name, used by scripts that follow it; the facts have the device's, `eab-key-b64`.
      { command: 'add-acme', takes: { 'eab-hmac-key': 'string' }, releases: '7.22..' },
      { command: 'sign', takes: { 'set-ca-passphrase': 'bool' }, releases: '6.0..6.44' },
      { command: 'create-certificate-request', takes: { 'key-size': 'enum :1024 1536 2048 4096 8192' }, releases: '6.0..6.45' },
    ],
    formerProperties: [
      { names: 'subject decrypted-private-key rsa', releases: '..5.99' },
      { names: 'dsa', releases: '..6.44' },
    ],
    places: { import: 'file-name' },
    reads: { 'key-size': 'words' },
    types: { 'days-valid': 'num 0..4294967295' },
  },
  '/certificate/builtin': { unknownRows: true },
  '/certificate/crl': { releases: '6.0..' },
  '/certificate/scep-server': { releases: '6.0..' },
  '/certificate/settings': { releases: '6.40..' },
}))
