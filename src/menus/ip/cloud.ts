// Owns /ip/cloud: the name that the cloud would give this device, made up once; nothing is sent anywhere.
import { choice, shown, yesNo } from '../../schema/property.ts'
import type { Router } from '../../device/router.ts'
import { show } from '../../value/show.ts'
import { nil } from '../../value/value.ts'
import { menu } from '../declaration.ts'

/** Twelve hexadecimal digits, drawn once for a device, where a board has its serial number. */
const serial = (device: Router): string => Buffer.from(device.host.random.bytes(6)).toString('hex')

const enabled = (device: Router): boolean => device.only('/ip/cloud').values.get('ddns-enabled') === 'yes'

export const cloud = menu({
  path: '/ip/cloud',
  kind: 'settings',
  about: 'dynamic DNS: the name is made on the device and resolves nowhere',
  properties: {
    'ddns-enabled': {
      type: choice(['auto', 'yes', 'no'], { auto: '7.22..', no: '..7.21' }),
      default: (device) => (device.holds('7.22..') ? 'auto' : 'no'),
    },
    'ddns-update-interval': { type: 'facts', default: 'none' },
    'update-time': { type: yesNo, default: true },
    // What the cloud saw the device come from: nobody here can know it.
    'public-address': { type: shown(), readOnly: true, unmodelled: true },
    'public-address-ipv6': { type: shown(), readOnly: true, unmodelled: true },
    'dns-name': { type: shown(), readOnly: true, value: (row) => `${show(row.values.get('serial') ?? '')}.sn.mynetname.net` },
    status: { type: shown(), readOnly: true, value: (_row, device) => (enabled(device) ? 'not updated: offbox has no cloud' : undefined) },
    warning: { type: shown(), readOnly: true },
  },
  factory: (device) => [{ serial: serial(device) }],
  commands: { 'force-update': { about: 'tells the cloud the address; there is none', run: () => nil } },
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
