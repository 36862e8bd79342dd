// Owns /ip/service/webserver: which pages the device serves over plain HTTP and over TLS.
import { yesNo } from '../../../schema/property.ts'
import { menu } from '../../declaration.ts'

/** A page that can be disabled; all are enabled on a new device. Before 7.21 this menu did not exist, and all pages were served. */
const page = { type: yesNo, default: true }

/** `/ip/service/webserver` (7.21 and later): which pages are served over plain HTTP (`-plain`) and over TLS (`-secure`). */
export const webserver = menu({
  path: '/ip/service/webserver',
  releases: '7.21..',
  kind: 'settings',
  about: 'which pages www and www-ssl serve; /crl, /scep and REST; WebFig and graphs are not modelled',
  properties: {
    'acme-plain': page,
    'crl-plain': page,
    'graphs-plain': page,
    'graphs-secure': page,
    'index-plain': page,
    'index-secure': page,
    'rest-plain': page,
    'rest-secure': page,
    'scep-plain': page,
    'webfig-plain': page,
    'webfig-secure': page,
  },
  examples: [
    {
      title: 'no revocation lists over plain HTTP',
      transcript: `[admin@MikroTik] > /ip/service/webserver/set crl-plain=no
[admin@MikroTik] > :put [/ip/service/webserver/get crl-plain]
false
`,
    },
  ],
})
