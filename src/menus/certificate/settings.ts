// Owns /certificate/settings: the use of revocation lists and built-in authorities.
import { choice, yesNo } from '../../schema/property.ts'
import { ArrayValue } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { builtInTrustType, currentDefaults, usualStores } from './parts/trust-store.ts'

/** `/certificate/settings`; the order of its properties is that of C-56. */
export const settings = menu({
  path: '/certificate/settings',
  kind: 'settings',
  about: 'whether revocation lists are used, and for which services the built-in authorities are trusted',
  properties: {
    'builtin-trust-anchors': {
      about: 'whether the built-in authorities are trusted',
      type: choice(['not-trusted', 'trusted']),
      default: 'not-trusted',
      releases: '7.19..7.20',
    },
    'builtin-trust-store': {
      about: 'the services that trust the built-in authorities',
      type: builtInTrustType,
      default: (device) => (device.isRelease('7.22..') ? 'default' : 'all'),
      releases: '7.21..',
    },
    'crl-download': { about: 'whether revocation lists are fetched, each hour', type: yesNo, default: false },
    'crl-use': { about: 'whether certificates are looked up in revocation lists', type: yesNo, default: false },
    'crl-store': {
      about: 'where revocation lists are stored',
      type: 'facts',
      default: (device) => (device.isRelease('6.45.1..') ? 'ram' : 'system'),
    },
    'current-defaults': {
      about: 'the services that `default` means in builtin-trust-store',
      type: currentDefaults,
      default: new ArrayValue([...usualStores]),
      releases: '7.22.1..',
    },
  },
  // C-56
  detail: [{ since: '6.0', order: ['builtin-trust-anchors', 'builtin-trust-store', 'crl-download', 'crl-use', 'crl-store'] }],
  examples: [
    {
      title: 'revocation lists are used',
      transcript: `[admin@MikroTik] > /certificate/settings/set crl-use=yes
[admin@MikroTik] > /certificate/settings/print
  builtin-trust-store: default
         crl-download: no     
              crl-use: yes    
            crl-store: ram    
`,
    },
  ],
})
