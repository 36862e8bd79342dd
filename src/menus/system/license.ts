// Owns /system/license: the license of a virtual machine (free), or of a board.
import type { Router } from '../../device/router.ts'
import { shown, text, yesNo } from '../../schema/property.ts'
import { menu } from '../declaration.ts'

const isBoard = (device: Router): boolean => device.board.model !== undefined

/** Returns random letters and digits for a device's id, generated once. */
function randomText(device: Router, length: number, alphabet: string): string {
  return [...device.host.random.bytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const letters = `${capitals}abcdefghijklmnopqrstuvwxyz`

/** `/system/license`: read-only; its id is generated once. */
export const license = menu({
  path: '/system/license',
  kind: 'settings',
  unexported: true,
  about: 'the licence: free on a virtual machine, of level 4 on a board; nothing renews it',
  properties: {
    'system-id': {
      type: text({ quoted: false }),
      readOnly: true,
      value: (row, device) => (isBoard(device) ? undefined : row.values.get('id')),
    },
    level: { type: shown(), readOnly: true, value: (_row, device) => (isBoard(device) ? undefined : 'free') },
    'limited-upgrades': { type: yesNo, readOnly: true, value: (_row, device) => (isBoard(device) ? undefined : false) },
    'next-renewal-at': { type: shown(), readOnly: true },
    'deadline-at': { type: shown(), readOnly: true },
    'software-id': {
      type: text({ quoted: false }),
      readOnly: true,
      value: (row, device) => (isBoard(device) ? row.values.get('id') : undefined),
    },
    nlevel: { type: shown(), readOnly: true, value: (_row, device) => (isBoard(device) ? 4 : undefined) },
    features: { type: text({ quoted: false }), readOnly: true, value: (_row, device) => (isBoard(device) ? '' : undefined) },
  },
  factory: (device) => [
    { id: isBoard(device) ? `${randomText(device, 4, capitals)}-${randomText(device, 4, capitals)}` : randomText(device, 11, letters) },
  ],
  examples: [
    {
      title: 'a virtual machine',
      transcript: `[admin@MikroTik] > :put [/system/license/get level]
free
[admin@MikroTik] > :put [:len [/system/license/get system-id]]
11
`,
    },
  ],
})
