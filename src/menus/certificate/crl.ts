// Owns /certificate/crl: revocation lists by URL, and those that were imported.
import { Failure } from '../../diagnostic/failure.ts'
import type { Call } from '../../device/call.ts'
import type { Device } from '../../device/device.ts'
import { Crl, readCrl } from '../../pki/crl.ts'
import { readPem, writePem } from '../../pki/pem.ts'
import type { Property, Row } from '../../schema/menu.ts'
import { shown, text, yesNo } from '../../schema/property.ts'
import { notModelled } from '../../schema/refusal.ts'
import { formatDateTime } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { nil, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'

const path = '/certificate/crl'

const crlOf = (row: Row): Crl | undefined => (row.attachment instanceof Crl ? row.attachment : undefined)

/** What a list says; `otherwise` while there is none. */
const said = (read: (crl: Crl, device: Device) => Value | undefined, otherwise?: Value, right = false): Property<Device> => ({
  type: shown({ right }),
  readOnly: true,
  value: (row, device) => {
    const list = crlOf(row)
    return list === undefined ? otherwise : (read(list, device) ?? otherwise)
  },
})

const date = (ns: bigint | undefined, device: Device): string | undefined =>
  ns === undefined ? undefined : formatDateTime(device.local(ns), device.dates)

export const crl = menu({
  path,
  kind: 'list',
  about: 'revocation lists; none is downloaded',
  properties: {
    cert: { type: shown(), readOnly: true, value: () => 'none' },
    'last-update': said((list, device) => date(list['last-update'], device)),
    'next-update': said((list, device) => date(list['next-update'], device)),
    num: said((list) => (list.num === '' ? undefined : BigInt(`0x${list.num}`)), undefined, true),
    revoked: said((list) => list.revoked.size, 'unknown', true),
    url: { type: text({ quoted: false }), required: true },
    akid: said((list) => list.akid),
    invalid: { type: yesNo, readOnly: true, value: (row) => crlOf(row)?.akid === '' },
    expired: {
      type: yesNo,
      readOnly: true,
      value: (row, device) => {
        const next = crlOf(row)?.['next-update']
        return next !== undefined && next < device.host.clock.now()
      },
    },
    dynamic: { type: yesNo, readOnly: true, default: false },
  },
  flags: [
    { letter: 'E', property: 'expired' },
    { letter: 'D', property: 'dynamic' },
    { letter: 'I', property: 'invalid' },
  ],
  columns: [{ property: 'cert' }, { property: 'last-update' }, { property: 'num' }, { property: 'revoked' }, { property: 'url' }],
  // C-64
  adding({ values }) {
    if (!show(values.get('url') ?? '').startsWith('http://')) throw new Failure('failure: Only HTTP supported!')
  },
  setting(_row, { values }) {
    const url = values.get('url')
    if (url !== undefined && !show(url).startsWith('http://')) throw new Failure('failure: Only HTTP supported!')
  },
  commands: {
    download: {
      about: 'needs a network: fails',
      run(call: Call): Value {
        throw notModelled(call.command.path, 'it needs a network')
      },
    },
    flush: {
      about: 'forgets what the lists said',
      run({ store }: Call): Value {
        for (const row of store.items) if (row.attachment !== undefined) store.attach(row, undefined)
        return nil
      },
    },
  },
  keep: {
    save: (attachment): Readonly<Record<string, string>> =>
      attachment instanceof Crl ? { crl: writePem('X509 CRL', attachment.der) } : {},
    load({ crl: pem }) {
      const block = pem === undefined ? undefined : readPem(pem)[0]
      return block === undefined ? undefined : readCrl(block.bytes)
    },
  },
})

/** Enters a list from a file; false where the same one is here. */
export function addCrl(device: Device, list: Crl): boolean {
  const store = device.store(device.declared(path))
  if (store.items.some((row) => crlOf(row)?.der.equals(list.der) === true)) return false
  store.attach(store.add(new Map()), list)
  return true
}
