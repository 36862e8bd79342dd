// Owns what an ACME client is on a device: the names it has a certificate for, from which server, and the row that is both.
import { noMatch } from '../../../schema/refusal.ts'
import type { Router } from '../../../device/router.ts'
import type { Item } from '../../../device/rows/store.ts'
import type { AcmeChallenge } from '../../../host/acme.ts'
import type { Row } from '../../../schema/menu.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { elements } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import type { Value } from '../../../value/value.ts'
import { path } from '../parts/signed.ts'

/** Where a certificate comes from. */
export interface Client {
  readonly directory: string
  readonly names: readonly string[]
}

/** The newest manual: `The Let's Encrypt directory is used if directory-url is not provided`. */
export const usualDirectory = 'https://acme-v02.api.letsencrypt.org/directory'

/** The client that a row of /certificate is; undefined where it is none. */
export function clientOf(row: Row): Client | undefined {
  const [directory, names] = [row.values.get('directory-url'), row.values.get('domain-names')]
  return directory === undefined || names === undefined ? undefined : { directory: show(directory), names: namesOf(names) }
}

/** Every client of a device. */
export const clients = (device: Router): readonly Item[] =>
  device.store(device.declared(path)).items.filter((row) => clientOf(row) !== undefined)

/** Names with commas between, or a list. */
export const namesOf = (value: Value): readonly string[] =>
  elements(value)
    .flatMap((element) =>
      show(element)
        .split(',')
        .map((name) => name.trim()),
    )
    .filter((name) => name !== '')

/** Names are ASCII in certificates; what a name may be else is the server's business. */
export function refuseOddNames(names: readonly string[], argument: string): void {
  const odd = names.find((name) => !/^[\x21-\x7e]+$/.test(name))
  if (odd !== undefined || names.length === 0) throw noMatch(argument)
}

/** The names that /ip/cloud gives: their zone is the cloud's, and it makes TXT records there. */
const isCloudName = (name: string): boolean => /\.sn\.mynetname\.net$/i.test(name)

/**
 * How names are proved: those of /ip/cloud by DNS-01 (the manual, since there are several clients; 7.16 to 7.18 where `dns` is asked for),
 * others by HTTP-01. A wildcard cannot be proved by a file (RFC 8555 7.1.3).
 */
export function proofsOf(
  device: Router,
  names: readonly string[],
  asked?: string,
): readonly { readonly name: string; readonly challenge: AcmeChallenge }[] {
  const byDns = asked === undefined ? device.holds('7.22..') : asked.includes('dns')
  return names.map((name) => {
    const challenge = byDns && isCloudName(name) ? 'dns-01' : 'http-01'
    // No transcript shows what a device answers; the sentence is ours.
    if (challenge === 'http-01' && name.startsWith('*.'))
      throw new Failure(`failure: ${name} needs DNS-01, and that is for names of /ip/cloud only`)
    return { name, challenge }
  })
}
