// Owns the ACME clients of a device: which rows of /certificate are clients, their names and servers, and how each name is proved.
import { noMatch } from '../../../schema/refusal.ts'
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import type { AcmeChallenge } from '../../../host/acme.ts'
import type { Row } from '../../../schema/menu.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import { elements } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import type { Value } from '../../../value/value.ts'
import { certificatePath } from '../parts/signed.ts'

/** The server's directory and the names of a client's certificate. */
export interface Client {
  readonly directory: string
  readonly names: readonly string[]
}

/** The newest manual: `The Let's Encrypt directory is used if directory-url is not provided`. */
export const usualDirectory = 'https://acme-v02.api.letsencrypt.org/directory'

/** Returns the ACME client of a row of /certificate; undefined where the row is not a client. */
export function clientOf(row: Row): Client | undefined {
  const [directory, names] = [row.values.get('directory-url'), row.values.get('domain-names')]
  return directory === undefined || names === undefined ? undefined : { directory: show(directory), names: listedNames(names) }
}

/** Returns the rows of all clients of a device. */
export const acmeClients = (device: Router): readonly StoredRow[] =>
  device.storeAt(certificatePath).items.filter((row) => clientOf(row) !== undefined)

/** Splits names separated by commas, or a list of them. */
export const listedNames = (value: Value): readonly string[] =>
  elements(value)
    .flatMap((element) =>
      show(element)
        .split(',')
        .map((name) => name.trim()),
    )
    .filter((name) => name !== '')

/** Throws a Failure where there is no name, or one is not ASCII as certificates require; the server checks the rest. */
export function refuseInvalidNames(names: readonly string[], argument: string): void {
  const invalid = names.find((name) => !/^[\x21-\x7e]+$/.test(name))
  if (invalid !== undefined || names.length === 0) throw noMatch(argument)
}

/** Whether a name is in the zone of /ip/cloud, which creates TXT records there. */
const isCloudName = (name: string): boolean => /\.sn\.mynetname\.net$/i.test(name)

/**
 * Returns the challenge for each name: DNS-01 for those of /ip/cloud (the manual, since there are several clients; 7.16 to 7.18 where `dns`
 * is given), HTTP-01 for others. A wildcard cannot be proved by a file (RFC 8555 7.1.3).
 */
export function proofsOf(
  device: Router,
  names: readonly string[],
  asked?: string,
): readonly { readonly name: string; readonly challenge: AcmeChallenge }[] {
  const byDns = asked === undefined ? device.isRelease('7.22..') : asked.includes('dns')
  return names.map((name) => {
    const challenge = byDns && isCloudName(name) ? 'dns-01' : 'http-01'
    // The message is offbox's own: no transcript shows a device's.
    if (challenge === 'http-01' && name.startsWith('*.'))
      throw new Failure(`failure: ${name} needs DNS-01, and that is for names of /ip/cloud only`)
    return { name, challenge }
  })
}
