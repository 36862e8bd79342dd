// Owns /system/script: stored scripts and running them.
import { isOn, type CommandCall } from '../../device/call.ts'
import { oneRow } from '../../device/rows/row-numbers.ts'
import { integer, text, yesNo } from '../../schema/property.ts'
import type { Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { moment } from '../time-property.ts'
import { allPolicies, policyType, refuseBeyond } from '../policy.ts'
import { freeName, refuseTaken } from '../unique.ts'
import { scriptsPath as path, start } from './stored-script.ts'

/** `/system/script`: one row for each stored script, and the command `run`. */
export const script = menu({
  path,
  kind: 'list',
  about: 'scripts that are kept on the device',
  name: 'name',
  listing: 'detail',
  properties: {
    name: { type: text() },
    owner: { type: text(), default: 'admin' },
    policy: { type: policyType, default: () => allPolicies() },
    // An export of 6.37.4 lacks it; exports of 6.49 have it. The release that added it was not seen.
    'dont-require-permissions': { type: yesNo, default: false, releases: '6.38..' },
    'last-started': moment('last-started'),
    'run-count': { type: integer(0, Number.MAX_SAFE_INTEGER), readOnly: true, default: 0 },
    source: { type: text({ quoted: false }), default: '' },
    invalid: { type: yesNo, readOnly: true, default: false },
    comment: { type: text() },
  },
  flags: [{ letter: 'I', property: 'invalid' }],
  adding(change, device) {
    if (!change.values.has('name')) change.values.set('name', freeName(device, path, 'script'))
    refuseTaken(device, path, change.values.get('name'), undefined)
    refuseBeyond(change)
    change.values.delete('last-started')
    change.values.delete('run-count')
  },
  setting(row, change, device) {
    refuseTaken(device, path, change.values.get('name'), row)
    refuseBeyond(change, row)
  },
  commands: { run: { about: "runs a script; its `:return` value is the command's", keepsChanges: true, run } },
  examples: [
    {
      title: 'a script is stored and run',
      transcript: `[admin@MikroTik] > /system/script/add name=hello source=":put \\"hello\\""
[admin@MikroTik] > /system/script/run hello
hello
[admin@MikroTik] > :put [/system/script/get hello run-count]
1
`,
    },
  ],
})

/** Changes of the script to globals, files and rows stay, even where it fails midway. */
function run(call: CommandCall): Value {
  const { actor } = call
  return start(call.device, oneRow(call), {
    policies: actor.policies,
    usesOwn: isOn(call, 'use-script-permissions'),
    run: (source, options) => actor.run(source, options),
  })
}
