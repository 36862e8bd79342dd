// Owns /system/package: the system's own package. Extra packages add names, and are not listed.
import type { CommandCall } from '../../device/call.ts'
import { rowsOf } from '../../device/rows/row-numbers.ts'
import { shown, text, yesNo } from '../../schema/property.ts'
import { nil, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { reboot } from '../reboot.ts'

/** Returns a command that schedules a change of packages for the next reboot; undefined: none. */
const scheduling =
  (what: string | undefined) =>
  (call: CommandCall): Value => {
    for (const row of rowsOf(call)) call.store.set(row, 'scheduled', what)
    return nil
  }

/** `/system/package`: the packages of the release. Commands schedule a change, which a reboot does not perform. */
export const systemPackage = menu({
  path: '/system/package',
  kind: 'fixed',
  unexported: true,
  about: "the system's own package; what is scheduled waits for a reboot, which changes nothing here",
  name: 'name',
  properties: {
    name: { type: text({ quoted: false }), readOnly: true },
    version: { type: shown(), readOnly: true, value: (_row, device) => device.release.text },
    'build-time': { type: shown(), readOnly: true, unmodelled: true },
    scheduled: { type: shown(), readOnly: true, default: '' },
    size: { type: shown({ right: true }), readOnly: true, unmodelled: true },
    available: { type: yesNo, readOnly: true, default: false, releases: '7.18..' },
    disabled: { type: yesNo, readOnly: true, default: false },
  },
  flags: [
    { letter: 'X', property: 'disabled' },
    { letter: 'A', property: 'available', releases: '7.18..' },
  ],
  columns: [{ property: 'name' }, { property: 'version' }],
  // 6.x has one bundle per architecture, whose packages are listed after it (the manual); IPv6 is disabled on a new device.
  factory: (device) =>
    device.isRelease('7.0..')
      ? [{ name: 'routeros' }]
      : [
          { name: `routeros-${device.board.architecture === undefined ? 'x86' : device.board.architecture}` },
          { name: 'system' },
          { name: 'ipv6', disabled: true },
          ...['wireless', 'hotspot', 'dhcp', 'mpls', 'routing', 'ppp', 'security', 'advanced-tools'].map((name) => ({ name })),
        ],
  commands: {
    'apply-changes': { about: 'restarts the device and applies scheduled changes', run: reboot, keepsChanges: true },
    downgrade: { about: 'starts the device again; the packages stay, since no older ones are there', run: reboot, keepsChanges: true },
    disable: { about: 'disables the package from the next reboot on', run: scheduling('scheduled for disable') },
    enable: { about: 'enables the package from the next reboot on', run: scheduling('scheduled for enable') },
    uninstall: { about: 'removes the package at the next reboot', run: scheduling('scheduled for uninstall') },
    unschedule: { about: 'cancels what is scheduled for the next reboot', run: scheduling(undefined) },
  },
  examples: [
    {
      title: 'the version',
      transcript: `[admin@MikroTik] > :put [/system/package/get routeros version]
7.24
`,
    },
  ],
})
