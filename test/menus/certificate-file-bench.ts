// Owns the device, the certificates and the questions that tests of files of certificates share.
import type { KeyObject } from '../../src/crypto.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writePem } from '../../src/pki/pem.ts'
import { bench, type Bench } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { contents, fixtureKey, newYear } from '../pki/fixture.ts'
import { day } from '../../src/text/units.ts'

export const start = (release = '7.24', files: Readonly<Record<string, Uint8Array | string>> = {}): Bench =>
  bench({
    release,
    keys: fixtureKeys(),
    width: 200,
    now: newYear + day,
    files: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, Buffer.from(file)])),
  })

export const [caKey, rsaKey, ecKey] = [fixtureKey('rsa-2048-a'), fixtureKey('rsa-2048-b'), fixtureKey('ec-prime256v1')]
export const caDer = selfSign(contents('ca', caKey, { 'key-usage': ['key-cert-sign', 'crl-sign'] }), caKey)
export const issuer = issuerOf(readCertificate(caDer), caKey)
export const rsaDer = issue(contents('rsa.test', rsaKey), issuer)
export const ecDer = issue(contents('ec.test', ecKey), issuer)

export const pem = (der: Uint8Array): string => writePem('CERTIFICATE', der)
export const [ca, rsa, ec] = [pem(caDer), pem(rsaDer), pem(ecDer)]
export const exported = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1'): string => key.export({ type, format: 'pem' }).toString()

/** Runs an import; the five counters in the order of their block. */
export const counters = (device: Bench, given: string): string =>
  device
    .run(
      `:local c [/certificate import ${given} as-value]; :put ($c->"certificates-imported" . "/" . ` +
        '$c->"private-keys-imported" . "/" . $c->"files-imported" . "/" . $c->"decryption-failures" . "/" . ' +
        '$c->"keys-with-no-certificate")',
    )
    .trimEnd()

/** Name and flags of each row. */
export const rows = ({ run }: Bench): string =>
  run('/certificate print terse')
    .split('\n')
    .flatMap((line) => /^ *\d+ (.*?)name=(\S+)/.exec(line)?.slice(1, 3) ?? [])
    .map((text) => text.replaceAll(' ', ''))
    .join(' ')

export const fileNames = ({ host }: Bench): string =>
  host.files
    .list()
    .map(({ name }) => name)
    .join(' ')
