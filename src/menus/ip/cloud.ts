// Owns /ip/cloud: the device's cloud name, generated once; nothing is sent anywhere.
import { choice, shown, yesNo } from '../../schema/property.ts'
import type { Router } from '../../device/router.ts'
import { show } from '../../value/show.ts'
import { nil } from '../../value/value.ts'
import { menu } from '../declaration.ts'

/** Returns twelve random hexadecimal digits in place of a board's serial number. */
const serial = (device: Router): string => Buffer.from(device.host.random.bytes(6)).toString('hex')

/** The manual's message for an unreachable cloud, as it always is in offbox. */
const noCloud = 'Error: request timed out'

const enabled = (device: Router): boolean => device.only('/ip/cloud').values.get('ddns-enabled') === 'yes'

/** `/ip/cloud`: the name `ID.sn.mynetname.net` and the settings; the cloud is never contacted. */
export const cloud = menu({
  path: '/ip/cloud',
  kind: 'settings',
  about: 'dynamic DNS: the name is generated on the device, and no server resolves it',
  properties: {
    'ddns-enabled': {
      type: choice(['auto', 'yes', 'no'], { auto: '7.22..', no: '..7.21' }),
      default: (device) => (device.isRelease('7.22..') ? 'auto' : 'no'),
    },
    'ddns-update-interval': { type: 'facts', default: 'none' },
    'update-time': { type: yesNo, default: true },
    // The device's public address as seen by the cloud. The manual: visible only after a request succeeded. With the service enabled only a
    // test can set it; without it there is none.
    'public-address': { type: shown(), readOnly: true, unmodelled: (_row, device) => enabled(device) },
    'public-address-ipv6': { type: shown(), readOnly: true, unmodelled: (_row, device) => enabled(device) },
    'dns-name': { type: shown(), readOnly: true, value: (row) => `${show(row.values.get('serial') ?? '')}.sn.mynetname.net` },
    status: { type: shown(), readOnly: true, value: (_row, device) => (enabled(device) ? noCloud : undefined) },
    warning: { type: shown(), readOnly: true },
  },
  factory: (device) => [{ serial: serial(device) }],
  commands: { 'force-update': { about: 'sends a request to the cloud, which never answers', run: () => nil } },
  examples: [
    {
      title: 'the name of a device',
      transcript: `[admin@MikroTik] > :put [:len [/ip/cloud/get dns-name]]
29
[admin@MikroTik] > /ip/cloud/set ddns-enabled=yes
[admin@MikroTik] > :put [/ip/cloud/get ddns-enabled]
yes
`,
    },
  ],
})
