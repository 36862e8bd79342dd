// Owns /certificate/crl: revocation lists added by URL, from trusted certificates' distribution points, or imported.
import { Failure } from '../../diagnostic/failure.ts'
import type { CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { outsideFailure } from '../../device/world/fault.ts'
import type { StoredRow } from '../../device/rows/store.ts'
import type { NetworkFault } from '../../host/host.ts'
import { Crl, readCrl } from '../../pki/crl.ts'
import { readPem, writePem } from '../../pki/pem.ts'
import type { Change, MenuProperty, Row, Rows } from '../../schema/menu.ts'
import { reference, shown, text, yesNo } from '../../schema/property.ts'
import { formatDateTime } from '../../value/date.ts'
import { show } from '../../value/show.ts'
import { Id, nil, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { download } from './crl-download.ts'
import { ownNumber } from './parts/authority-list.ts'
import { Held, heldCrlOf, isInvalid, crlOf, crlPath } from './parts/held-list.ts'
import { certificatePath, signedOf } from './parts/signed.ts'
import { hour } from '../../text/units.ts'

const settings = '/certificate/settings'

/** Declares a property read from the list; `otherwise` is its value while there is no list. */
const listProperty = (read: (list: Crl, device: Router) => Value | undefined, otherwise?: Value, right = false): MenuProperty<Router> => ({
  type: shown({ right }),
  readOnly: true,
  value: (row, device) => {
    const list = crlOf(row)
    return list === undefined ? otherwise : (read(list, device) ?? otherwise)
  },
})

const date = (ns: bigint | undefined, device: Router): string | undefined =>
  ns === undefined ? undefined : formatDateTime(device.local(ns), device.dates)

const isDownloading = (device: Router): boolean => device.only(settings).values.get('crl-download') === true

const certificateOf = (row: Row, device: Router): Row | undefined => {
  const id = row.values.get('cert')
  return id instanceof Id ? device.storeAt(certificatePath).byId(id.id) : undefined
}

/** `/certificate/crl`: one row for each revocation list. */
export const crl = menu({
  path: crlPath,
  kind: 'list',
  about: 'revocation lists by their addresses: fetched over HTTP, hourly with crl-download, where the user allows the network',
  keepsRows: true,
  properties: {
    cert: {
      about: 'the authority whose list it is',
      type: reference(certificatePath, { words: ['none'] }),
      readOnly: true,
      default: 'none',
    },
    'trust-store': {
      type: shown(),
      readOnly: true,
      releases: '7.21..',
      value: (row, device) => {
        const certificate = certificateOf(row, device)
        return certificate && device.kept(device.declared(certificatePath), certificate, 'trust-store')
      },
    },
    // The time of download, not of the list: C-51 has two mirrors of one list two seconds apart.
    'last-update': {
      about: 'when it was fetched last',
      type: shown(),
      readOnly: true,
      value: (row, device) => (crlOf(row) === undefined ? undefined : date(heldCrlOf(row)?.at, device)),
    },
    'next-update': listProperty((list, device) => date(list['next-update'], device)),
    num: listProperty((list) => (list.num === '' ? undefined : BigInt(`0x${list.num}`)), undefined, true),
    revoked: listProperty((list) => list.revoked.size, 'unknown', true),
    url: { about: 'where the list is fetched', type: text({ quoted: false }), required: true },
    // In upper case like the identifiers of certificates since 7.2x.
    akid: listProperty((list, device) => (device.isRelease('7.19..') ? list.akid.toUpperCase() : list.akid)),
    fingerprint: listProperty((list) => list.fingerprint),
    // Every release from 7.9 on has it; its values were not seen.
    signature: { type: shown(), readOnly: true, value: () => undefined },
    // 6.41: E after a failed download, I without a list. Without AKI a list is invalid (MikroTik's support).
    invalid: {
      about: 'whether there is no list, or one that its authority has not signed',
      type: yesNo,
      readOnly: true,
      value: isInvalid,
    },
    expired: {
      about: 'whether a newer list is due',
      type: yesNo,
      readOnly: true,
      value: (row, device) => {
        const list = crlOf(row)
        if (list === undefined) return isDownloading(device)
        const next = list['next-update']
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
  // C-51
  columns: [{ property: 'cert' }, { property: 'last-update' }, { property: 'num' }, { property: 'revoked' }, { property: 'url' }],
  refresh: updateRows,
  adding: refuseOther,
  setting(row, change) {
    refuseDynamic(row, 'changed')
    refuseOther(change)
  },
  removing: (row) => refuseDynamic(row, 'removed'),
  commands: {
    download: { about: 'fetches all lists now', run: fetchAll },
    flush: {
      about: 'removes the downloaded lists',
      run({ device, store }: CommandCall): Value {
        for (const row of store.items) if (crlOf(row) !== undefined) store.attach(row, new Held(undefined, device.host.clock.now(), false))
        return nil
      },
    },
  },
  timed: {
    // Due only where the settings enable downloads; reading the settings creates the rows.
    of: settings,
    next: (device) => dueList(device)?.[1],
    run(device) {
      const due = dueList(device)
      if (due !== undefined) fetchList(device, due[0])
    },
    expiring(device) {
      if (!isDownloading(device)) return []
      return device.storeAt(crlPath).items.flatMap((row) => {
        const [by, ends] = [show(row.values.get('url') ?? ''), crlOf(row)?.['next-update']]
        const isOthers = URL.canParse(by) && ownNumber(device, by) === undefined && device.peers.isOutside(by)
        return ends !== undefined && isOthers ? [{ what: 'revocation list', by, ends }] : []
      })
    },
  },
  attachmentFormat: {
    save(attachment): Readonly<Record<string, string>> {
      if (!(attachment instanceof Held) || !attachment.stored || attachment.list === undefined) return {}
      return { crl: writePem('X509 CRL', attachment.list.der), at: String(attachment.at) }
    },
    load({ crl: pem, at }) {
      const block = pem === undefined ? undefined : readPem(pem)[0]
      if (block === undefined) return undefined
      const list = readCrl(block.bytes)
      return new Held(list, at === undefined ? list['last-update'] : BigInt(at), true)
    },
  },
  examples: [
    {
      title: 'a list by its address',
      transcript: `[admin@MikroTik] > /certificate/crl/add url=http://crl.example.com/1.crl
[admin@MikroTik] > /certificate/crl/add url=https://crl.example.com/1.crl
failure: Only HTTP supported!
[admin@MikroTik] > :put [/certificate/crl/get 0 url]
http://crl.example.com/1.crl
`,
    },
  ],
})

// C-64
function refuseOther({ values }: Change): void {
  const url = values.get('url')
  if (url !== undefined && !show(url).startsWith('http://')) throw new Failure('failure: Only HTTP supported!')
}

/** The message is offbox's own: no transcript shows a device's. */
function refuseDynamic(row: Row, what: string): void {
  if (row.values.get('dynamic') === true) throw new Failure(`failure: dynamic item can not be ${what}`)
}

/** Updates the rows: while `crl-download` is on, every distribution point of a trusted certificate has a row. */
function updateRows(rows: Rows, device: Router): void {
  const wanted = new Map<string, readonly [id: number, url: string]>()
  if (isDownloading(device))
    for (const row of device.storeAt(certificatePath).items) for (const url of pointsOf(row)) wanted.set(`${row.id} ${url}`, [row.id, url])
  for (const row of rows.items) {
    if (row.values.get('dynamic') !== true) continue
    const cert = row.values.get('cert')
    const key = `${cert instanceof Id ? cert.id : ''} ${show(row.values.get('url') ?? '')}`
    if (!wanted.delete(key)) rows.remove(row)
  }
  for (const [id, url] of wanted.values())
    rows.add(
      new Map<string, Value>([
        ['cert', new Id(id)],
        ['url', url],
        ['dynamic', true],
      ]),
    )
}

function pointsOf(row: Row): readonly string[] {
  const signed = signedOf(row)
  if (signed === undefined || row.values.get('trusted') !== true) return []
  return signed.certificate.distributionPoints.filter((url) => url.startsWith('http://'))
}

/** Downloads a row's list; returns the fault, or undefined. After a failure the old list stays. */
function fetchList(device: Router, row: StoredRow): NetworkFault | undefined {
  const url = show(row.values.get('url') ?? '')
  const found = download(device, url)
  const now = device.host.clock.now()
  const old = heldCrlOf(row)
  const kept = device.value(settings, device.only(settings), 'crl-store') === 'system'
  const held = found instanceof Crl ? new Held(found, now, kept) : new Held(old?.list, old?.at ?? now, old?.stored ?? false, now)
  device.storeAt(crlPath).attach(row, held)
  if (found instanceof Crl) return undefined
  // The message is offbox's own; `crl` is a topic of every release.
  device.log('crl,error', `failed to download ${url}: ${found.detail}`)
  return found
}

function fetchAll({ device, store, command }: CommandCall): Value {
  for (const row of store.items) {
    if (!row.values.has('url')) continue
    const fault = fetchList(device, row)
    if (fault !== undefined && (fault.fault === 'not-allowed' || fault.fault === 'interrupted'))
      throw outsideFailure(command.path, fault, '')
  }
  return nil
}

/**
 * Returns the next due row and its time: immediately for rows never downloaded, else an hour after the last attempt; none while
 * `crl-download` is off.
 */
const dueList = (device: Router): readonly [row: StoredRow, at: bigint] | undefined => {
  if (!isDownloading(device)) return undefined
  let first: readonly [StoredRow, bigint] | undefined
  for (const row of device.storeAt(crlPath).items) {
    if (!row.values.has('url')) continue
    const at = (heldCrlOf(row)?.tried ?? -hour) + hour
    if (first === undefined || at < first[1]) first = [row, at]
  }
  return first
}
