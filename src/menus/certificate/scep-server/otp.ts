// Owns /certificate/scep-server/otp: passwords that are valid for one request.
import { isOn, type CommandCall } from '../../../device/call.ts'
import { text, yesNo } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import { ArrayValue, Time, nil, type Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'
import { moment } from '../../time-property.ts'
import { minute } from '../../../text/units.ts'

/** `/certificate/scep-server/otp`: one row for each password; `generate` adds one. */
export const otp = menu({
  path: '/certificate/scep-server/otp',
  kind: 'list',
  unexported: true,
  about: 'one-time passwords of SCEP clients',
  properties: {
    password: { about: 'the challenge password of a client', type: text({ quoted: false }), readOnly: true },
    expires: moment('expires'),
    used: { about: 'whether a client has used it', type: yesNo, readOnly: true, default: false },
    expired: {
      about: 'whether it has expired',
      type: yesNo,
      readOnly: true,
      value: (row, device) => {
        const at = row.values.get('expires')
        return at instanceof Time && at.ns < device.host.clock.now()
      },
    },
  },
  flags: [{ letter: 'E', property: 'expired' }],
  columns: [{ property: 'password' }, { property: 'expires' }, { property: 'used' }],
  commands: {
    generate: {
      about: 'makes a password of twenty hexadecimal digits',
      arguments: { 'minutes-valid': 'for how long it is good' },
      run: generate,
    },
  },
  examples: [
    {
      title: 'a password for one request',
      transcript: `[admin@MikroTik] > /certificate/scep-server/otp/generate minutes-valid=30
  password: f3c9ebfd2b30f05c7071
[admin@MikroTik] > :put [:len [/certificate/scep-server/otp/get 0 password]]
20
`,
    },
  ],
})

/** `minutes-valid=0` is accepted as well: such a password expires immediately. */
function generate(call: CommandCall): Value {
  const { device, store } = call
  const minutes = BigInt(Number(show(call.given.get('minutes-valid') ?? 0)) || 0)
  const password = Buffer.from(device.host.random.bytes(10)).toString('hex')
  store.add(
    new Map<string, Value>([
      ['password', password],
      ['expires', new Time(device.host.clock.now() + minutes * minute)],
    ]),
  )
  if (isOn(call, 'as-value')) return new ArrayValue([], new Map([['password', password]]))
  call.actor.write(`  password: ${password}\n`)
  return nil
}
