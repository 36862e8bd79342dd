// Owns /safe-mode: changes made in safe mode are undone where its console ends without releasing it.
import type { CommandCall } from '../device/call.ts'
import { givenText } from '../device/call.ts'
import { endSafe, takeSafe, toggleSafe, type OnTaken } from '../device/safe-mode.ts'
import { shown, yesNo } from '../schema/property.ts'
import type { MenuCommand } from '../schema/menu.ts'
import { nil } from '../value/value.ts'
import { menu } from './declaration.ts'

const choices: readonly OnTaken[] = ['ask', 'abort', 'release', 'unroll']

const command = (about: string, act: (call: CommandCall) => void): MenuCommand<CommandCall> => ({
  about,
  // Changes undone by the command stay undone even where it then fails.
  keepsChanges: true,
  run(call) {
    act(call)
    return nil
  },
})

/** `/safe-mode` (7.18 and later): the state of safe mode, and commands that take and end it (`device/safe-mode.ts`). */
export const safeMode = menu({
  path: '/safe-mode',
  releases: '7.18..',
  kind: 'settings',
  unexported: true,
  about: 'changes made in safe mode are undone if their console ends by Ctrl-D or is cut off; /quit and release keep them',
  properties: {
    enabled: { type: yesNo, readOnly: true, value: (_, device) => device.history.safe !== undefined },
    user: { type: shown(), readOnly: true, value: (_, device) => (device.history.safe === undefined ? undefined : 'admin') },
    // Whether the console that reads it is the owner.
    current: {
      type: yesNo,
      readOnly: true,
      value: (_, device) => device.history.safe !== undefined && device.payer.isChargedTo(device.history.safe.account),
    },
    // 7.21 shows it so on every console, also over SSH.
    owner: { type: shown(), readOnly: true, value: (_, device) => (device.history.safe === undefined ? undefined : 'console') },
  },
  commands: {
    take: command('takes safe mode', (call) => {
      const given = givenText(call, 'on-error')
      takeSafe(
        call.device,
        call.actor,
        choices.find((choice) => choice === given),
      )
    }),
    release: command('ends safe mode and keeps the changes made in it', ({ device, actor }) => endSafe(device, actor, 'release')),
    unroll: command('ends safe mode and undoes the changes made in it', ({ device, actor }) => endSafe(device, actor, 'unroll')),
    toggle: command('takes safe mode, or releases it', ({ device, actor }) => toggleSafe(device, actor)),
  },
  examples: [
    {
      title: 'tried and undone',
      transcript: `[admin@MikroTik] > /safe-mode/take
Taking Safe Mode session... Success!
[admin@MikroTik] <SAFE> /ip/pool/add name=a ranges=10.0.0.2-10.0.0.9
[admin@MikroTik] <SAFE> /system/history/print
Flags: F - FLOATING-UNDO
Columns: ACTION, BY, POLICY
  ACTION      BY     POLICY
F pool added  admin  write 
[admin@MikroTik] <SAFE> /safe-mode/unroll
Unrolling Safe Mode... Success!
[admin@MikroTik] > :put [:len [/ip/pool/find]]
0
`,
    },
  ],
})
