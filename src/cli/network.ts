// Owns opening the network according to the options, and reading trusted authorities.
import { causeOf, hasCode } from '../host/node/cause.ts'
import { nodeNetwork, type NodeNetwork } from '../host/node/network/network.ts'
import { readCertificate } from '../pki/certificate.ts'
import { PkiError } from '../pki/pki-error.ts'
import { readPem } from '../pki/pem.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readBounded } from './input.ts'
import type { NetworkFlags } from './network-options.ts'

/** The network that the flags request; undefined if they request none. */
export function networkOf(
  { allowNet: allowed, listen: listenAddresses = new Map(), resolve: names = new Map(), cloud }: NetworkFlags,
  interrupted: () => boolean,
  leaping: boolean,
): NodeNetwork | undefined {
  if (allowed === undefined && listenAddresses.size === 0) return undefined
  return nodeNetwork({ allowed, listenAddresses, names, cloud, interrupted, leaping })
}

/** The authorities in the files of `--ca` as DER. Throws a Complaint (66) for a file without certificates. */
export const authoritiesOf = ({ ca = [] }: NetworkFlags): readonly Uint8Array[] => ca.flatMap(authoritiesIn)

function authoritiesIn(path: string): readonly Uint8Array[] {
  try {
    const found = readPem(readBounded(path, path).toString('latin1')).filter(({ label }) => label === 'CERTIFICATE')
    if (found.length === 0) throw new Complaint(ExitCode.noInput, `${path} contains no certificate in PEM`)
    for (const { bytes } of found) readCertificate(bytes)
    return found.map(({ bytes }) => bytes)
  } catch (error) {
    if (error instanceof PkiError)
      throw new Complaint(ExitCode.noInput, `${path} contains a certificate that cannot be read: ${error.message}`)
    if (hasCode(error)) throw new Complaint(ExitCode.noInput, `cannot read ${path}: ${causeOf(error)}`)
    throw error
  }
}
