// Owns the revocation lists that rows of /certificate/crl hold, and which of them are usable.
import type { Router } from '../../../device/router.ts'
import type { Crl } from '../../../pki/crl.ts'
import { isBy } from '../../../pki/revocation.ts'
import type { Row } from '../../../schema/menu.ts'
import { path as certificates, signedOf } from './signed.ts'

/** The menu of revocation lists. */
export const path = '/certificate/crl'

/** What a row has been given. Never changed in place. */
export class Held {
  readonly list: Crl | undefined
  /** When it was given, in nanoseconds since 1970; of no list, when it was taken away. */
  readonly at: bigint
  /** Whether it outlives a restart: `crl-store` was `system`, or it came from a file. */
  readonly stored: boolean
  /** When it was last to be fetched. */
  readonly tried: bigint

  constructor(list: Crl | undefined, at: bigint, stored: boolean, tried = at) {
    this.list = list
    this.at = at
    this.stored = stored
    this.tried = tried
  }
}

export const heldOf = (row: Row): Held | undefined => (row.attachment instanceof Held ? row.attachment : undefined)
export const listOf = (row: Row): Crl | undefined => heldOf(row)?.list

/** Whether a list is of no use: there is none, it has no key identifier, or it is not by the authority that it names. */
export function isInvalid(row: Row, device: Router): boolean {
  const list = listOf(row)
  if (list === undefined || list.akid === '') return true
  const issuers = device.store(device.declared(certificates)).items.flatMap((item) => signedOf(item)?.certificate ?? [])
  const named = issuers.filter(
    (issuer) => issuer.canonicalSubject === list.canonicalIssuer && (issuer.skid === '' || issuer.skid === list.akid),
  )
  return named.length > 0 && !named.some((issuer) => isBy(list, issuer))
}

/** Enters a list from a file, in the place of an older one of its issuer; false where the same one is here. */
export function addCrl(device: Router, list: Crl): boolean {
  const store = device.store(device.declared(path))
  if (store.items.some((row) => listOf(row)?.der.equals(list.der) === true)) return false
  const older = store.items.find((row) => {
    const known = listOf(row)
    return !row.values.has('url') && known?.canonicalIssuer === list.canonicalIssuer && known.akid === list.akid
  })
  store.attach(older ?? store.add(new Map()), new Held(list, device.host.clock.now(), true))
  return true
}

/** The lists that chains can be looked up in; an invalid one is none. */
export const usableLists = (device: Router): readonly Crl[] =>
  device.store(device.declared(path)).items.flatMap((row) => (isInvalid(row, device) ? [] : (listOf(row) ?? [])))
