// Owns /ip/dns/cache, which is always empty, and the order in which the device resolves names.
import { shown, text, yesNo } from '../../../schema/property.ts'
import { nil } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'
import { resolveOverHttps } from './over-https.ts'
import { resolveStatic } from './static-names.ts'

/** `/ip/dns/cache`. Its hook `names` resolves a name by /ip/dns/static, then by the server of `use-doh-server`, else by the host. */
export const cache = menu({
  path: '/ip/dns/cache',
  kind: 'fixed',
  unexported: true,
  about: 'always empty: answers are not cached; names are looked up in /ip/dns/static, then by use-doh-server or the host',
  properties: {
    name: { type: text({ quoted: false }), readOnly: true },
    type: { type: shown(), readOnly: true },
    data: { type: shown(), readOnly: true },
    ttl: { type: shown(), readOnly: true },
    static: { type: yesNo, readOnly: true },
  },
  names: { resolve: (name, family, device) => resolveStatic(device, name, family) ?? resolveOverHttps(device, name, family) },
  commands: { flush: { about: 'clears the cache, which is empty', run: () => nil } },
  examples: [
    {
      title: 'static names',
      transcript: `[admin@MikroTik] > /ip/dns/static/add name=router.lan address=192.168.88.1
[admin@MikroTik] > /ip/dns/static/add name=gone.lan type=NXDOMAIN
[admin@MikroTik] > /ip/dns/static/add name=www.lan type=CNAME cname=router.lan
[admin@MikroTik] > :put [:resolve router.lan]; :put [:resolve www.lan]
192.168.88.1
192.168.88.1
[admin@MikroTik] > :resolve gone.lan
failure: dns name does not exist
`,
    },
  ],
})
