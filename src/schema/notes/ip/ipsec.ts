// Owns the notes on /ip/ipsec and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

const defaultProfile =
  'default=yes dh-group=modp2048,modp1024 enc-algorithm=aes-128,3des hash-algorithm=sha1 lifetime=1d name=default nat-traversal=yes ' +
  'proposal-check=obey'

export const ipsec = notes(() => ({
  '/ip/ipsec/*': { types: { 'exchange-mode': 'closed', 'pfs-group': 'closed', 'local-address': 'host' } },
  '/ip/ipsec/active-peers/*': { unexported: true },
  '/ip/ipsec/identity': {
    listing: 'detail',
    // A listing of an identity with a secret lacks them (the manual's page on rsync).
    shownWith: { 'eap-methods': 'auth-method=eap' },
    refers: {
      peer: to('/ip/ipsec/peer', 'any none'),
      'mode-config': to('/ip/ipsec/mode-config', 'none request-only'),
      'policy-template-group': to('/ip/ipsec/policy/group', 'default none'),
      group: to('/ip/ipsec/policy/group', 'default none'),
      certificate: to('/certificate', 'none', true),
      'remote-certificate': to('/certificate', 'none any'),
    },
  },
  '/ip/ipsec/key/*': { unexported: true },
  '/ip/ipsec/key/psk': { sensitive: ['key'] },
  '/ip/ipsec/mode-config': {
    refers: { 'address-pool': to('/ip/pool', 'static-only none') },
    factory: { selects: 'default', rows: ['default=yes name=request-only responder=no use-responder-dns=exclusively'] },
  },
  '/ip/ipsec/peer': {
    listing: 'detail',
    emptyAtRest: ['current-address'],
    types: { port: 'num 0..65535' },
    keeps: { address: 'prefix-or-name' },
    refers: { profile: to('/ip/ipsec/profile', 'default') },
    stem: 'peer',
  },
  '/ip/ipsec/policy': {
    // A template is printed without the properties of policies (the manual's listings).
    shownWith: each('tunnel src-port dst-port action level ipsec-protocols', 'template=no'),
    // Details on pages of 7.x lack it.
    flagReleases: { backup: '7.20..' },
    listing: 'detail',
    keeps: each('src-address dst-address', 'prefix'),
    valuesAtRest: { 'ph2-state': 'no-phase2' },
    types: { protocol: 'closed', 'src-port': 'num 0..65535', 'dst-port': 'num 0..65535' },
    refers: {
      peer: to('/ip/ipsec/peer', 'any none'),
      proposal: to('/ip/ipsec/proposal', 'default'),
      'policy-template-group': to('/ip/ipsec/policy/group', 'default none'),
      group: to('/ip/ipsec/policy/group', 'default none'),
    },
    factory: {
      selects: 'number',
      rows: ['default=yes disabled=no dst-address=::/0 group=default proposal=default protocol=all src-address=::/0 template=yes'],
    },
  },
  '/ip/ipsec/policy/group': { unique: [{ by: ['name'] }], factory: { selects: 'default', rows: ['default=yes name=default'] } },
  '/ip/ipsec/profile': {
    // 7.18 exports 2m and 5; the wiki has these values as the defaults of 6.x.
    defaults: { 'dpd-interval': '8s', 'dpd-maximum-failures': '4' },
    defaultsIn: [{ values: { 'dpd-interval': '2m', 'dpd-maximum-failures': '5' }, releases: '..6.99' }],
    factory: [
      { selects: 'default', rows: [`${defaultProfile} dpd-interval=2m dpd-maximum-failures=5`], releases: '..6.99' },
      { selects: 'default', rows: [`${defaultProfile} dpd-interval=8s dpd-maximum-failures=4`] },
    ],
  },
  '/ip/ipsec/proposal': {
    factory: {
      selects: 'default',
      rows: [
        'default=yes auth-algorithms=sha1 disabled=no enc-algorithms=aes-256-cbc,aes-192-cbc,aes-128-cbc lifetime=30m ' +
          'name=default pfs-group=modp1024',
      ],
    },
  },
  '/ip/ipsec/statistics': {
    counters: /./,
  },
}))
