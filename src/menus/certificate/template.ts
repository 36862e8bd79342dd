// Owns what `add` and `set` of /certificate accept: names, templates, and what stays writable once a certificate is signed.
import { Failure } from '../../diagnostic/failure.ts'
import type { Router } from '../../device/router.ts'
import { writeGeneralName } from '../../pki/general-name.ts'
import { subjectFields } from '../../pki/name.ts'
import { attempt, PkiError } from '../../pki/pki-error.ts'
import type { Change, Row } from '../../schema/menu.ts'
import { elements } from '../../schema/property.ts'
import { invalidValue } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { nothing, type Value } from '../../value/value.ts'
import { refuseTaken } from '../unique.ts'
import { isTemplate, path } from './parts/signed.ts'

/** What a signed certificate leaves writable (the manual, and probes of 7.23.2). */
const writableWhenSigned: ReadonlySet<string> = new Set(['name', 'trusted', 'trust-store'])

/** Refuses a name that another certificate has; a revoked one holds its name too (C-70). */
export const refuseName = (device: Router, name: Value | undefined, row?: Row): void =>
  refuseTaken(device, path, name, row, 'failure: Name exists, please choose another!')

/** A template needs a part of a subject; without a name it is called by the first part there is, the common name before all. */
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
 * Alternative names are `DNS:x`, `IP:x` with an address, `email:x`; one of them before 6.44.
 * That a device refuses others when they are given is a guess.
 */
function refuseOddNames(given: Value | undefined, device: Router): void {
  const names = given === undefined ? [] : elements(given)
  if (names.length > 1 && !device.holds('6.44..')) throw invalidValue('subject-alt-name')
  for (const element of names) {
    const text = show(element)
    if (!kinds.test(text) || attempt(() => writeGeneralName(text)) instanceof PkiError) throw invalidValue('subject-alt-name')
  }
}

export function setting(row: Row, change: Change, device: Router): void {
  const { values, unset } = change
  refuseName(device, values.get('name'), row)
  refuseOddNames(values.get('subject-alt-name'), device)
  if (isTemplate(row)) return
  // No transcript shows what a device answers; the sentence is ours.
  const fixed = [...values.keys(), ...unset].find((name) => !writableWhenSigned.has(name))
  if (fixed !== undefined) throw new Failure(`failure: ${fixed} of a signed certificate can not be changed`)
}
