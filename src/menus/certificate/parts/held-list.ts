// Owns the revocation lists in rows of /certificate/crl, and which of them are valid.
import type { Router } from '../../../device/router.ts'
import type { Crl } from '../../../pki/crl.ts'
import { isBy } from '../../../pki/revocation.ts'
import type { Row } from '../../../schema/menu.ts'
import { certificatePath, signedOf } from './signed.ts'

/** The menu of revocation lists. */
export const crlPath = '/certificate/crl'

/** A row's list and its times. Never modified in place. */
export class Held {
  readonly list: Crl | undefined
  /** When it was stored, in nanoseconds since 1970; without a list, when that was removed. */
  readonly at: bigint
  /** Whether it survives a restart: `crl-store` was `system`, or it was imported from a file. */
  readonly stored: boolean
  /** When its download was last attempted. */
  readonly tried: bigint

  constructor(list: Crl | undefined, at: bigint, stored: boolean, tried = at) {
    this.list = list
    this.at = at
    this.stored = stored
    this.tried = tried
  }
}

/** The revocation list of a row, with where it came from; undefined where none was fetched yet. */
export const heldCrlOf = (row: Row): Held | undefined => (row.attachment instanceof Held ? row.attachment : undefined)
/** The revocation list of a row; undefined where none was fetched yet. */
export const crlOf = (row: Row): Crl | undefined => heldCrlOf(row)?.list

/** Whether a list is unusable: it is missing, has no key identifier, or is not signed by the authority that it names. */
export function isInvalid(row: Row, device: Router): boolean {
  const list = crlOf(row)
  if (list === undefined || list.akid === '') return true
  const issuers = device.storeAt(certificatePath).items.flatMap((item) => signedOf(item)?.certificate ?? [])
  const named = issuers.filter(
    (issuer) => issuer.canonicalSubject === list.canonicalIssuer && (issuer.skid === '' || issuer.skid === list.akid),
  )
  return named.length > 0 && !named.some((issuer) => isBy(list, issuer))
}

/** Stores a list from a file, replacing an older one of its issuer; returns false where the same list is already present. */
export function addCrl(device: Router, list: Crl): boolean {
  const store = device.storeAt(crlPath)
  if (store.items.some((row) => crlOf(row)?.der.equals(list.der) === true)) return false
  const older = store.items.find((row) => {
    const known = crlOf(row)
    return !row.values.has('url') && known?.canonicalIssuer === list.canonicalIssuer && known.akid === list.akid
  })
  store.attach(older ?? store.add(new Map()), new Held(list, device.host.clock.now(), true))
  return true
}

/** Returns the valid lists, for checking chains. */
export const usableLists = (device: Router): readonly Crl[] =>
  device.storeAt(crlPath).items.flatMap((row) => (isInvalid(row, device) ? [] : (crlOf(row) ?? [])))
