// Owns the list of built-in authorities of devices since 7.19, and finding their certificates among those of the host.
import type { Router } from '../../device/router.ts'
import { type Certificate, readCertificate } from '../../pki/certificate.ts'
import { resultOrError, PkiError } from '../../pki/pki-error.ts'

/** An entry of the manual's list: its name, its subject key identifier in upper case, and where known the releases that have it. */
export interface BuiltInAuthority {
  readonly name: string
  readonly skid: string
  readonly releases?: string
}

/**
 * The manual's list for all architectures except SMIPS, in its order. The roots of Node 20.20 lack four of these 27: GlobalSign Root CA
 * (R1), Go Daddy Class 2, ISRG Root YE and ISRG Root YR. Those of 22.23 and 24.22 also lack three of DigiCert: Assured ID Root CA, Global
 * Root CA and High Assurance EV Root CA.
 */
export const builtInAuthorities: readonly BuiltInAuthority[] = [
  { name: 'Amazon Root CA 1', skid: '8418CC8534ECBC0C94942E08599CC7B2104E0A08' },
  { name: 'DigiCert Assured ID Root CA', skid: '45EBA2AFF492CB82312D518BA7A7219DF36DC80F' },
  { name: 'DigiCert Assured ID Root G2', skid: 'CEC34AB99955F2B8DB60BFA97EBD56B59736A7D6' },
  { name: 'DigiCert Assured ID Root G3', skid: 'CBD0BDA9E1980551A14D37A28379CE8D1D2AE484' },
  { name: 'DigiCert Global Root CA', skid: '03DE503556D14CBB66F0A3E21B1BC397B23DD155' },
  { name: 'DigiCert Global Root G2', skid: '4E2254201895E6E36EE60FFAFAB912ED06178F39' },
  { name: 'DigiCert Global Root G3', skid: 'B3DB48A4F9A1C5D8AE3641CC1163696229BC4BC6' },
  { name: 'DigiCert High Assurance EV Root CA', skid: 'B13EC36903F8BF4701D498261A0802EF63642BC3' },
  { name: 'DigiCert TLS ECC P384 Root G5', skid: 'C151455059AB3EE72C5AFA2022120780887C116A' },
  { name: 'DigiCert TLS RSA4096 Root G5', skid: '51331CED3640AF17D325CD6968F2AF4E233EB341' },
  { name: 'DigiCert Trusted Root G4', skid: 'ECD7E382D2715D644CDF2E673FE7BA98AE1C0F4F' },
  { name: 'GlobalSign ECC Root CA - R5', skid: '3DE629489BEA07CA21444A26DE6EDED283D09F59' },
  { name: 'GlobalSign Root CA - R3', skid: '8FF04B7FA82E4524AE4D50FA639A8BDEE2DD1BBC' },
  { name: 'GlobalSign Root CA - R6', skid: 'AE6C05A39313E2A2E7E2D71CD6C7F07FC86753A0' },
  { name: 'GlobalSign Root CA', skid: '607B661A450D97CA89502F7D04CD34A8FFFCFD4B' },
  { name: 'GlobalSign Root E46', skid: '310A908FB6C69DD2444B80B5A2E61FB1124F1B95' },
  { name: 'GlobalSign Root R46', skid: '035CAB738187A8CCB0A6D594E2369649FF05992C' },
  { name: 'Go Daddy Class 2 Certification Authority', skid: 'D2C4B0D291D44C1171B361CB3DA1FEDDA86AD4E3', releases: '..7.24.2' },
  { name: 'Go Daddy Root Certificate Authority - G2', skid: '3A9A8507106728B6EFF6BD05416E20C194DA0FDE' },
  { name: 'Sectigo Public Server Authentication Root E46', skid: 'D122DA4C59F14B5F2638AA9DD6EEEB0DC3FBA961' },
  { name: 'Sectigo Public Server Authentication Root R46', skid: '5673586495F9921AB0122A046279A14015882149' },
  { name: 'USERTrust ECC Certification Authority', skid: '3AE10986D4CF19C29676744976DCE035C663639A' },
  { name: 'USERTrust RSA Certification Authority', skid: '5379BF5AAA2B4ACF5480E1D89BC09DF2B20366CB' },
  { name: 'ISRG Root X1', skid: '79B459E67BB6E5E40173800888C81A58F6E99B6E' },
  { name: 'ISRG Root X2', skid: '7C4296AEDE4B483BFA92F89E8CCF6D8BA9723795' },
  { name: 'ISRG Root YE', skid: 'A3C8265A8EA14CD03563FC9B23C83AAE56F34F56' },
  { name: 'ISRG Root YR', skid: 'DEE75B60D0226D40287D3F0D01FEA4B552B45194' },
]

/** Returns the certificates of this release's built-in authorities, in the manual's order; those that the host lacks are left out. */
export function authorityCertificates(device: Router): readonly Certificate[] {
  const found = new Map<string, Certificate>()
  for (const der of device.host.authorities?.() ?? []) {
    const certificate = readable(der)
    if (certificate !== undefined) found.set(certificate.skid.toUpperCase(), certificate)
  }
  return builtInAuthorities.flatMap(({ skid, releases }) => (device.isRelease(releases) ? (found.get(skid) ?? []) : []))
}

/** Returns undefined for a root that cannot be read. */
function readable(der: Uint8Array): Certificate | undefined {
  const certificate = resultOrError(() => readCertificate(der))
  return certificate instanceof PkiError ? undefined : certificate
}
