// Owns checking `add` and `set` of /certificate: names, templates, and the writable properties of signed certificates.
import { Failure } from '../../diagnostic/failure.ts'
import type { Router } from '../../device/router.ts'
import { writeGeneralName } from '../../pki/general-name.ts'
import { subjectFields } from '../../pki/name.ts'
import { resultOrError, PkiError } from '../../pki/pki-error.ts'
import type { Change, Row } from '../../schema/menu.ts'
import { elements } from '../../schema/property.ts'
import { invalidValue } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import { refuseTaken } from '../unique.ts'
import { isTemplate, certificatePath } from './parts/signed.ts'

/** Properties that stay writable once signed (the manual, and probes of 7.23.2). */
const writableWhenSigned: ReadonlySet<string> = new Set(['name', 'trusted', 'trust-store'])

/** Throws a Failure for a name that another certificate has; revoked ones keep theirs, too (C-70). */
export const refuseName = (device: Router, name: Value | undefined, row?: Row): void =>
  refuseTaken(device, certificatePath, name, row, 'failure: Name exists, please choose another!')

/** Checks a new template: it needs a part of a subject; without a name it is named by the first part, preferably the common name. */
export function adding(change: Change, device: Router): void {
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
  refuseOddNames(values.get('subject-alt-name'), device)
}

/** IA5String holds ASCII only (RFC 5280 4.2.1.6). */
const kinds = /^(DNS|IP|email):[\x21-\x7e]+$/

/**
 * Throws a Failure for invalid alternative names: they are `DNS:x`, `IP:x` with an address, `email:x`; a single one before 6.44. That a
 * device refuses others at this point is *inferred*.
 */
function refuseOddNames(given: Value | undefined, device: Router): void {
  const names = given === undefined ? [] : elements(given)
  if (names.length > 1 && !device.isRelease('6.44..')) throw invalidValue('subject-alt-name')
  for (const element of names) {
    const text = show(element)
    if (!kinds.test(text) || resultOrError(() => writeGeneralName(text)) instanceof PkiError) throw invalidValue('subject-alt-name')
  }
}

/** Checks `set` of a row. Throws a Failure in the words of the device. */
export function setting(row: Row, change: Change, device: Router): void {
  const { values, unset } = change
  refuseName(device, values.get('name'), row)
  refuseOddNames(values.get('subject-alt-name'), device)
  if (isTemplate(row)) return
  // The message is offbox's own: no transcript shows a device's.
  const fixed = [...values.keys(), ...unset].find((name) => !writableWhenSigned.has(name))
  if (fixed !== undefined) throw new Failure(`failure: ${fixed} of a signed certificate can not be changed`)
}
