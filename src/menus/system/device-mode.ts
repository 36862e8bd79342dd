// Owns /system/device-mode: the features that the owner has allowed by physical access to the device. Commands cannot change them here.
import { shown, yesNo } from '../../schema/property.ts'
import { menu } from '../declaration.ts'

/** The features of the mode `advanced`, and those that need physical access (the manual's page on the device mode). */
const allowed = {
  ...Object.fromEntries(
    'scheduler socks fetch pptp l2tp bandwidth-test sniffer ipsec romon proxy hotspot smb email zerotier'
      .split(' ')
      .map((name) => [name, true]),
  ),
  ...Object.fromEntries('traffic-gen container install-any-version partitions routerboard'.split(' ').map((name) => [name, false])),
}

/** `/system/device-mode` (7.1 and later): read-only; `advanced` since 7.17, `enterprise` before. */
export const deviceMode = menu({
  path: '/system/device-mode',
  releases: '7.1..',
  kind: 'settings',
  unexported: true,
  about: 'the mode of a new device; a change must be confirmed at the device (button, power), which is not possible here',
  properties: {
    mode: { type: shown(), readOnly: true, value: (_row, device) => (device.isRelease('7.17..') ? 'advanced' : 'enterprise') },
    'allowed-versions': { type: shown(), readOnly: true, value: () => '7.13+,6.49.8+', releases: '7.17..' },
    flagged: { type: yesNo, readOnly: true, value: () => false },
    'flagging-enabled': { type: yesNo, readOnly: true, value: () => true },
    ...Object.fromEntries(Object.entries(allowed).map(([name, isOn]) => [name, { type: yesNo, readOnly: true, value: () => isOn }])),
    'attempt-count': { type: shown(), readOnly: true, value: () => 0 },
  },
  examples: [
    {
      title: 'the mode of a new device',
      transcript: `[admin@MikroTik] > :put [/system/device-mode/get scheduler]
true
[admin@MikroTik] > :put [/system/device-mode/get container]
false
`,
    },
  ],
})
