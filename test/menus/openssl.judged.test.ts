// Owns tests with openssl of the files that /certificate exports and imports.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testConsole, type TestConsole } from '../device/console.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKey } from '../pki/fixture.ts'
import { existing } from '../harness/existing.ts'

const folder = mkdtempSync(join(tmpdir(), 'offbox-'))
afterAll(() => rmSync(folder, { recursive: true }))

const keys = {
  '2048': [fixtureKey('rsa-2048-a'), fixtureKey('rsa-2048-b')],
  prime256v1: [fixtureKey('ec-prime256v1')],
  secp384r1: [fixtureKey('ec-secp384r1')],
}

/** A clock near the real one, which openssl uses. */
const start = (release?: string): TestConsole =>
  testConsole({ keys, now: 1_790_000_000_000_000_000n, ...(release === undefined ? {} : { release }) })
const atime = ['-attime', '1790000100']

const openssl = (...args: string[]): string => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const exportFiles = ({ host }: TestConsole): void => {
  for (const { name, directory } of host.files.list())
    if (!directory) writeFileSync(join(folder, name), existing(host.files.read(name), name))
}
const storeFiles = ({ host }: TestConsole, ...names: string[]): void => {
  for (const name of names) host.files.write(name, readFileSync(join(folder, name)))
}

describeWith('openssl', 'the certificates of the menu', () => {
  it('accepts a chain of three certificates, its extensions, keys and PKCS#12', () => {
    const made = start()
    const output = made.run(
      [
        '/certificate',
        'add name=root common-name=Root country=LV organization=Org key-usage=key-cert-sign,crl-sign days-valid=3650',
        'sign root ca-crl-host=10.0.0.1',
        'add name=middle common-name=Middle key-usage=key-cert-sign,crl-sign key-size=secp384r1 digest-algorithm=sha384',
        'sign middle ca=root',
        'add name=leaf common-name=leaf.test subject-alt-name=DNS:leaf.test,IP:10.0.0.2,email:a@b.c ' +
          'key-usage=digital-signature,tls-server key-size=prime256v1',
        'sign leaf ca=middle',
        'export-certificate root file-name=root',
        'export-certificate middle file-name=middle',
        'export-certificate leaf file-name=leaf export-passphrase=secret123',
        'export-certificate leaf file-name=leaf type=pkcs12 export-passphrase=secret123',
      ].join('\n'),
    )
    expect(output).toBe('  progress: done\n\n'.repeat(3))
    exportFiles(made)
    expect(openssl('verify', '-x509_strict', ...atime, '-CAfile', 'root.crt', '-untrusted', 'middle.crt', 'leaf.crt')).toBe(
      'leaf.crt: OK\n',
    )
    const text = openssl('x509', '-in', 'leaf.crt', '-noout', '-text')
    expect(text).toContain('DNS:leaf.test, IP Address:10.0.0.2, email:a@b.c')
    expect(text).toContain('TLS Web Server Authentication')
    expect(openssl('x509', '-in', 'root.crt', '-noout', '-text')).toContain('URI:http://10.0.0.1/crl/1.crl')
    expect(openssl('x509', '-in', 'leaf.crt', '-noout', '-fingerprint', '-sha256').toLowerCase().replaceAll(':', '')).toContain(
      made.run(':put [get leaf fingerprint]').trim(),
    )
    expect(openssl('pkey', '-in', 'leaf.key', '-passin', 'pass:secret123', '-check', '-noout')).toContain('Key is valid')
    expect(openssl('pkcs12', '-in', 'leaf.p12', '-passin', 'pass:secret123', '-nodes').match(/BEGIN CERTIFICATE/g)).toHaveLength(3)
  })

  it('creates what is imported: chains, keys in three formats, both styles of PKCS#12', () => {
    writeFileSync(join(folder, 'ca.pem'), existing(keys['2048'][0], "keys['2048'][0]").export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(folder, 'own.pem'), existing(keys.prime256v1[0], 'keys.prime256v1[0]').export({ type: 'sec1', format: 'pem' }))
    openssl('req', '-x509', '-key', 'ca.pem', '-subj', '/C=LV/O=Elsewhere/CN=Their CA', '-days', '3650', '-out', 'their-ca.crt')
    openssl('req', '-new', '-key', 'own.pem', '-subj', '/CN=their.test', '-out', 'their.csr')
    openssl('x509', '-req', '-in', 'their.csr', '-CA', 'their-ca.crt', '-CAkey', 'ca.pem', '-days', '100', '-out', 'their.crt')
    writeFileSync(
      join(folder, 'chain.pem'),
      readFileSync(join(folder, 'their.crt'), 'utf8') + readFileSync(join(folder, 'their-ca.crt'), 'utf8'),
    )
    openssl('pkey', '-in', 'own.pem', '-aes256', '-passout', 'pass:pw', '-out', 'own-encrypted.pem')
    openssl('x509', '-in', 'their.crt', '-outform', 'DER', '-out', 'their.der')
    openssl(
      'pkcs12',
      '-export',
      '-in',
      'their.crt',
      '-inkey',
      'own.pem',
      '-certfile',
      'their-ca.crt',
      '-passout',
      'pass:pw',
      '-out',
      'modern.p12',
    )
    openssl('pkcs12', '-export', '-legacy', '-in', 'their.crt', '-inkey', 'own.pem', '-passout', 'pass:pw', '-out', 'legacy.p12')

    const counters = (device: TestConsole, command: string): string =>
      device
        .run(`:foreach k,v in=[/certificate import ${command} as-value] do={:put ($k . " " . $v)}`)
        .replace(/^(?:certificates|private-keys|files)-imported |^decryption-failures |^keys-with-no-certificate /gm, '')
    // The order of the counters: certificates, decryption failures, files, loose keys, keys.
    const chain = start()
    storeFiles(chain, 'chain.pem', 'own-encrypted.pem', 'own.pem')
    expect(counters(chain, 'file-name=chain.pem')).toBe('2\n0\n1\n0\n0\n')
    expect(counters(chain, 'file-name=own-encrypted.pem passphrase=wrong')).toBe('0\n1\n0\n0\n0\n')
    expect(counters(chain, 'file-name=own-encrypted.pem passphrase=pw')).toBe('0\n0\n1\n0\n1\n')
    expect(chain.run(':put [/certificate get chain.pem_0 private-key]; :put [/certificate get chain.pem_1 issuer]')).toBe(
      'true\nC=LV,O=Elsewhere,CN=Their CA\n',
    )
    const der = start()
    storeFiles(der, 'own.pem', 'their.der')
    expect(counters(der, 'file-name=own.pem')).toBe('0\n0\n0\n1\n0\n')
    expect(counters(der, 'file-name=their.der')).toBe('1\n0\n1\n0\n0\n')
    expect(der.run(':put [/certificate get their.der_0 private-key]')).toBe('true\n')
    for (const [file, count] of [
      ['modern.p12', '2\n0\n1\n0\n1\n'],
      ['legacy.p12', '1\n0\n1\n0\n1\n'],
    ] as const) {
      const box = start()
      storeFiles(box, file)
      expect(counters(box, `file-name=${file} passphrase=pw`)).toBe(count)
    }
    // Users of 6.x got a decryption failure unless the file was created with `-certpbe PBE-SHA1-3DES -macalg sha1`.
    const old = start('6.49')
    storeFiles(old, 'modern.p12', 'legacy.p12')
    expect(old.run('/certificate import file-name=modern.p12 passphrase=pw')).toMatch(
      /certificates-imported: 0\n[^]*decryption-failures: 1\n/,
    )
    expect(old.run('/certificate import file-name=legacy.p12 passphrase=pw')).toMatch(
      /certificates-imported: 1\n[^]*decryption-failures: 0\n/,
    )
  })

  it('reads requests of the device, and its requests are signed by the device', () => {
    const made = start()
    made.run(
      '/certificate; add name=r common-name=r.test subject-alt-name=DNS:r.test key-usage=tls-client key-size=prime256v1; ' +
        'create-certificate-request template=r key-passphrase=pw challenge-passphrase=open',
    )
    exportFiles(made)
    expect(openssl('req', '-in', 'certificate-request.pem', '-noout', '-verify', '-text')).toContain('DNS:r.test')
    expect(openssl('pkey', '-in', 'certificate-request_key.pem', '-passin', 'pass:pw', '-check', '-noout')).toContain('Key is valid')
    writeFileSync(join(folder, 'k.pem'), existing(keys.secp384r1[0], 'keys.secp384r1[0]').export({ type: 'pkcs8', format: 'pem' }))
    openssl('req', '-new', '-key', 'k.pem', '-subj', '/CN=asked', '-addext', 'subjectAltName=DNS:asked.test', '-out', 'asked.csr')
    storeFiles(made, 'asked.csr')
    made.run(
      '/certificate; add name=root common-name=root key-usage=key-cert-sign,crl-sign; sign root; sign-certificate-request ' +
        'file-name=asked.csr ca=root; export-certificate root file-name=signer',
    )
    exportFiles(made)
    expect(openssl('verify', '-x509_strict', ...atime, '-CAfile', 'signer.crt', 'certificate-response.pem')).toContain('OK')
  })
})
