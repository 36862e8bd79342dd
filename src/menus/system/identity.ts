// Owns /system/identity: the name of the device.
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'

/** `/system/identity`: the name of the device, at most 64 bytes; its prompt shows it. */
export const identity = menu({
  path: '/system/identity',
  kind: 'settings',
  about: 'the name of the device, as its prompt shows it',
  properties: { name: { type: text({ quoted: false, longest: 64 }), default: 'MikroTik' } },
  identity: 'name',
  examples: [
    {
      title: 'the prompt shows it',
      transcript: `[admin@MikroTik] > /system/identity/set name=lab
[admin@lab] > /system/identity/print
  name: lab
`,
    },
  ],
})
