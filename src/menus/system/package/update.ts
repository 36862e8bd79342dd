// Owns /system/package/update: the installed release counts as the newest, unless a test sets another one.
import { isOn, type CommandCall } from '../../../device/call.ts'
import { printSettings } from '../../../print/settings.ts'
import { printStyle } from '../../../print/style.ts'
import { notModelled } from '../../../schema/refusal.ts'
import { choice, shown } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import { ArrayValue, nil, nothing, type Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'

const path = '/system/package/update'

/** The values that a check reports, in the order of the device. */
const reported = ['channel', 'installed-version', 'latest-version', 'status'] as const

/** Checks for a newer release: there is none except one that a test set. */
function check(call: CommandCall): Value {
  const { device, menu: own, store, actor } = call
  const [row] = store.items
  if (row === undefined) return nil
  const installed = device.release.text
  const latest = row.staged?.get('latest-version') ?? installed
  store.set(row, 'latest-version', latest)
  store.set(row, 'status', show(latest) === installed ? 'System is already up to date' : 'New version is available')
  const values = reported.map((name) => [name, device.read(own, row, name)] as const).filter(([, value]) => value !== nothing)
  if (isOn(call, 'as-value')) return new ArrayValue([], new Map(values))
  const printed = values.map(([name, value]) => ({ name, texts: [show(value)], quoted: false }))
  actor.write(printSettings(printed, printStyle(device.release.text)))
  return nil
}

/** Fails as not modelled where a newer release is set; otherwise there is nothing to install. */
function install(call: CommandCall): Value {
  const { device, command } = call
  const latest = device.value(path, device.only(path), 'latest-version')
  if (latest !== nothing && show(latest) !== device.release.text) throw notModelled(command.path, 'a device keeps its release')
  return check(call)
}

/** `/system/package/update`: a newer release exists only where a test sets `latest-version`; installing it fails as not modelled. */
export const packageUpdate = menu({
  path,
  kind: 'settings',
  about: 'the release that is installed; it counts as the newest of every channel',
  properties: {
    channel: { type: choice(['stable', 'long-term', 'testing', 'development']), default: 'stable' },
    mode: { type: 'facts', releases: '7.23..' },
    'check-certificate': { type: 'facts', releases: '7.23..' },
    'ip-version': { type: 'facts', releases: '7.23..' },
    'installed-version': { type: shown(), readOnly: true, value: (_row, device) => device.release.text },
    'latest-version': { type: shown(), readOnly: true },
    status: { type: shown(), readOnly: true },
  },
  commands: {
    'check-for-updates': { about: 'checks for a newer release', run: check },
    download: { about: 'fetches a newer release', run: install },
    install: { about: 'fetches a newer release and reboots', run: install },
    cancel: { about: 'ends a download', run: () => nil },
  },
  examples: [
    {
      title: 'a check',
      transcript: `[admin@MikroTik] > :put [/system/package/update/get installed-version]
7.24
[admin@MikroTik] > /system/package/update/check-for-updates once
            channel: stable                      
  installed-version: 7.24                        
     latest-version: 7.24                        
             status: System is already up to date
`,
    },
  ],
})
