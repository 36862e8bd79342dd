// Owns what `add` and `set` of /certificate accept: names, templates, and what stays writable once a certificate is signed.
import { Failure } from '../../diagnostic/failure.ts'
import type { Device } from '../../device/device.ts'
import { subjectFields } from '../../pki/name.ts'
import type { Change, Row } from '../../schema/menu.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import { refuseTaken } from '../unique.ts'
import { signedOf } from './signed.ts'

export const path = '/certificate'

/** What a signed certificate leaves writable (the manual, and probes of 7.23.2). */
const writableWhenSigned: ReadonlySet<string> = new Set(['name', 'trusted', 'trust-store'])

/** Refuses a name that another certificate has; a revoked one holds its name too (C-70). */
export const refuseName = (device: Device, name: Value | undefined, row?: Row): void =>
  refuseTaken(device, path, name, row, 'failure: Name exists, please choose another!')

/** A template needs a part of a subject; without a name it is called by the first part there is, the common name before all. */
export function adding(change: Change, device: Device): void {
  const { values } = change
  const parts = ['common-name', ...subjectFields].flatMap((field) => {
    const value = values.get(field)
    return value === undefined || show(value) === '' ? [] : [show(value)]
  })
  const [first] = parts
  if (first === undefined) throw new Failure('failure: At least one field specifying certificate name must be set!')
  const name = values.get('name')
  if (name === undefined || name === nothing || show(name) === '') values.set('name', first)
  refuseName(device, values.get('name'))
}

export function setting(row: Row, change: Change, device: Device): void {
  const { values, unset } = change
  refuseName(device, values.get('name'), row)
  if (signedOf(row) === undefined) return
  // No transcript shows what a device answers; the sentence is ours.
  const fixed = [...values.keys(), ...unset].find((name) => !writableWhenSigned.has(name))
  if (fixed !== undefined) throw new Failure(`failure: ${fixed} of a signed certificate can not be changed`)
}
