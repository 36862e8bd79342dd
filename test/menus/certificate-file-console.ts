// Owns the device, certificates and queries shared by tests of certificate files.
import type { KeyObject } from '../../src/crypto.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writePem } from '../../src/pki/pem.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { contents, fixtureKey, newYear } from '../pki/fixture.ts'
import { day } from '../../src/text/units.ts'

/** Creates a device of a release with these files. */
export const start = (release = '7.24', files: Readonly<Record<string, Uint8Array | string>> = {}): TestConsole =>
  testConsole({
    release,
    keys: fixtureKeys(),
    width: 200,
    now: newYear + day,
    files: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, Buffer.from(file)])),
  })

/** The keys of a CA and of two certificates that it issued. */
export const [caKey, rsaKey, ecKey] = [fixtureKey('rsa-2048-a'), fixtureKey('rsa-2048-b'), fixtureKey('ec-prime256v1')]
/** The certificate of the CA, as DER. */
export const caDer = selfSign(contents('ca', caKey, { 'key-usage': ['key-cert-sign', 'crl-sign'] }), caKey)
/** The CA as an issuer. */
export const issuer = issuerOf(readCertificate(caDer), caKey)
/** A certificate of the RSA key, issued by the CA, as DER. */
export const rsaDer = issue(contents('rsa.test', rsaKey), issuer)
/** A certificate of the EC key, issued by the CA, as DER. */
export const ecDer = issue(contents('ec.test', ecKey), issuer)

/** Encodes a certificate as PEM. */
export const pem = (der: Uint8Array): string => writePem('CERTIFICATE', der)
/** The three certificates as PEM. */
export const [ca, rsa, ec] = [pem(caDer), pem(rsaDer), pem(ecDer)]
/** Encodes a private key as PEM in one of its formats. */
export const exported = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1'): string => key.export({ type, format: 'pem' }).toString()

/** Runs an import; returns its five counters in the order of the printed block. */
export const counters = (device: TestConsole, given: string): string =>
  device
    .run(
      `:local c [/certificate import ${given} as-value]; :put ($c->"certificates-imported" . "/" . ` +
        '$c->"private-keys-imported" . "/" . $c->"files-imported" . "/" . $c->"decryption-failures" . "/" . ' +
        '$c->"keys-with-no-certificate")',
    )
    .trimEnd()

/** Returns the name and flags of each row. */
export const rows = ({ run }: TestConsole): string =>
  run('/certificate print terse')
    .split('\n')
    .flatMap((line) => /^ *\d+ (.*?)name=(\S+)/.exec(line)?.slice(1, 3) ?? [])
    .map((text) => text.replaceAll(' ', ''))
    .join(' ')

/** The names of the files on the device, separated by blanks. */
export const fileNames = ({ host }: TestConsole): string =>
  host.files
    .list()
    .map(({ name }) => name)
    .join(' ')
