// Owns the manual of 2.8 as a test: its two sessions as printed, and the prompts of create-certificate-request.
import { createPrivateKey, createPublicKey } from '../../src/crypto.ts'
import { describe, expect, it } from 'vitest'
import { memoryHost } from '../../src/index.ts'
import { selfSign, issue } from '../../src/pki/issue.ts'
import { issuerOf } from '../../src/pki/issue.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeEncryptedKey } from '../../src/pki/key-write.ts'
import { writeName } from '../../src/pki/name.ts'
import { writePem } from '../../src/pki/pem.ts'
import { readPem } from '../../src/pki/pem.ts'
import { readRequest } from '../../src/pki/request.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { consoleOf, requestAnswers, time } from '../harness/asking-console.ts'
import { fixtureKey } from '../pki/fixture.ts'
import { existing } from '../harness/existing.ts'

const [ca, own, other] = [fixtureKey('rsa-2048-b'), fixtureKey('rsa-1024-a'), fixtureKey('rsa-2048-c')]
const dates = { 'invalid-before': time('2003-09-17T11:56:19Z'), 'invalid-after': time('2004-09-16T11:56:19Z') }
const plain = { 'key-usage': [], 'subject-alt-name': [], 'digest-algorithm': 'sha1', ...dates } as const
const nameOf = (name: string): string => writeName({ country: 'LV', state: '.', organization: '.', 'common-name': name })

/** The files on the router of the manual: a certificate of a third party, its key, and a key without certificate. */
function uploaded(): Record<string, string> {
  const third = selfSign(
    { ...plain, subject: nameOf('third'), spki: spkiOf(ca), serial: Buffer.from([0]), 'key-usage': ['key-cert-sign'] },
    ca,
  )
  const cert = { ...plain, subject: nameOf('cert.test.mt.lv'), spki: spkiOf(own), serial: Buffer.from([1]) }
  const issued = issue(cert, issuerOf(readCertificate(third), ca))
  const { random } = memoryHost()
  return {
    'cert.crt': writePem('CERTIFICATE', issued),
    'cert.key': writeEncryptedKey(own, 'abcd', random),
    'other.key': writeEncryptedKey(other, 'abcd', random),
  }
}

describe('the manual of 2.8', () => {
  const { type } = consoleOf('2.8', uploaded())

  it('its example imports, prints, decrypts and prints', () => {
    type('certificate')
    expect(type('import', 'abcd')).toBe(`[admin@MikroTik] certificate> import
passphrase: xxxx
  certificates-imported: 1
  private-keys-imported: 1
  files-imported: 2
  decryption-failures: 0
  keys-with-no-certificate: 1
`)
    const listing = (flags: string): string => `[admin@MikroTik] certificate> print
Flags: K - decrypted-private-key, Q - private-key, R - rsa, D - dsa
 0 ${flags} name="cert1" subject=C=LV,ST=.,O=.,CN=cert.test.mt.lv
  issuer=C=LV,ST=.,O=.,CN=third serial-number="01"
  invalid-before=sep/17/2003 11:56:19 invalid-after=sep/16/2004 11:56:19
  ca=yes

`
    const withoutEnds = (text: string): string => text.replace(/ +$/gm, '')
    expect(withoutEnds(type('print'))).toBe(listing('QR'))
    expect(type('decrypt', 'abcd')).toBe(`[admin@MikroTik] certificate> decrypt
passphrase: xxxx
  keys-decrypted: 1
`)
    expect(withoutEnds(type('print'))).toBe(listing('KR'))
    expect(withoutEnds(type('reset-certificate-cache')) + withoutEnds(type('print'))).toBe(
      `[admin@MikroTik] certificate> reset-certificate-cache\n${listing('QR')}`,
    )
    expect(type('decrypt passphrase=wrong')).toMatchInlineSnapshot(`
      "[admin@MikroTik] certificate> decrypt passphrase=wrong
        keys-decrypted: 0
      "
    `)
  })

  it('its services are listed, and one gets the certificate', () => {
    type('/ip service')
    // The device of the manual has its web server on another port.
    type('set www port=8081')
    // Differs: the page lost the column widths; the contents are compared.
    const words = (text: string): string => text.replace(/[ \t]+/g, ' ').replace(/^ | $/gm, '')
    const table = (certificate: string): string => `[admin@MikroTik] ip service> print
Flags: X - disabled, I - invalid
# NAME PORT ADDRESS CERTIFICATE
0 telnet 23 0.0.0.0/0
1 ftp 21 0.0.0.0/0
2 www 8081 0.0.0.0/0
3 hotspot 80 0.0.0.0/0
4 ssh 22 0.0.0.0/0
5 hotspot-ssl 443 0.0.0.0/0 ${certificate}
`
    expect(words(type('print'))).toBe(table('none'))
    expect(type('set hotspot-ssl certificate=cert1')).toBe('[admin@MikroTik] ip service> set hotspot-ssl certificate=cert1\n')
    expect(words(type('print'))).toBe(table('cert1'))
  })

  it('its properties can be set', () => {
    type('/certificate')
    expect(type('set cert1 ca=no name=web')).toBe('[admin@MikroTik] certificate> set cert1 ca=no name=web\n')
    expect(type('print')).toMatchInlineSnapshot(`
      "[admin@MikroTik] certificate> print
      Flags: K - decrypted-private-key, Q - private-key, R - rsa, D - dsa 
       0 QR name="web" subject=C=LV,ST=.,O=.,CN=cert.test.mt.lv 
        issuer=C=LV,ST=.,O=.,CN=third serial-number="01" 
        invalid-before=sep/17/2003 11:56:19 invalid-after=sep/16/2004 11:56:19 ca=no 

      "
    `)
    // There are no facts of 2.8: an unknown name fails at run time.
    expect(type('set web issuer=x')).toMatchInlineSnapshot(`
      "[admin@MikroTik] certificate> set web issuer=x
      bad parameter issuer (line 1 column 15)
      "
    `)
    expect(type('add name=x')).toMatchInlineSnapshot(`
      "[admin@MikroTik] certificate> add name=x
      bad command name add (line 1 column 1)
      "
    `)
    expect(type('sign web')).toMatchInlineSnapshot(`
      "[admin@MikroTik] certificate> sign web
      bad command name sign (line 1 column 1)
      "
    `)
  })
})

describe('create-certificate-request of 2.8', () => {
  it('prompts in the order of the manual, and writes the answers', () => {
    const { type, host } = consoleOf('2.8')
    expect(type('/certificate create-certificate-request', ...requestAnswers))
      .toBe(`[admin@MikroTik] > /certificate create-certificate-request
certificate request file name: certificate-request.pem
file name: my.key
passphrase: xxxxxxxx
verify passphrase: xxxxxxxx
rsa key bits: 1024
country name: LV
state or province name: .
locality name: Riga
organization name: MikroTik
organization unit name: 
common name: www.example.com
email address: a@b.lv
challenge password: pw
unstructured address: street 1
`)
    const text = Buffer.from(existing(host.files.read('certificate-request.pem'), 'certificate-request.pem')).toString()
    const request = readRequest(existing(readPem(text)[0], 'readPem(text)[0]').bytes)
    expect(request.subject).toEqual({
      country: 'LV',
      state: '.',
      locality: 'Riga',
      organization: 'MikroTik',
      'common-name': 'www.example.com',
    })
    expect(request.challengePassword).toBe('pw')
    expect(request.verified).toBe(true)
    const key = createPrivateKey({ key: Buffer.from(existing(host.files.read('my.key'), 'my.key')), passphrase: 'secret12' })
    expect(spkiOf(key).equals(request.spki)).toBe(true)
    expect(createPublicKey(key).asymmetricKeyDetails?.modulusLength).toBe(1024)
  })

  it('requires a user to prompt, and creates nothing if it is cancelled', () => {
    const { type, host } = consoleOf('2.8')
    expect(type('/certificate create-certificate-request', 'a', 'b', 'c')).toMatchInlineSnapshot(`
      "[admin@MikroTik] > /certificate create-certificate-request
      certificate request file name: a
      file name: b
      passphrase: x
      this command requires user input
      "
    `)
    expect(type('/certificate create-certificate-request', 'a', 'b', 'c', 'd')).toMatchInlineSnapshot(`
      "[admin@MikroTik] > /certificate create-certificate-request
      certificate request file name: a
      file name: b
      passphrase: x
      verify passphrase: x
      failure: passphrases do not match
      "
    `)
    expect(host.files.list()).toEqual([])
  })
})

describe('passphrases by release', () => {
  const files = uploaded()
  it.each([
    ['6.47', '[admin@MikroTik] > /certificate import file-name=cert.crt\npassphrase: ****\n     certificates-imported: 1\n'],
    ['7.11', '[admin@MikroTik] > /certificate import file-name=cert.crt\npassphrase: ****\n     certificates-imported: 1\n'],
    ['7.12', '[admin@MikroTik] > /certificate import file-name=cert.crt\n     certificates-imported: 1\n'],
  ])('%s', (release, begins) => {
    expect(consoleOf(release, files).type('/certificate import file-name=cert.crt', 'abcd').startsWith(begins)).toBe(true)
  })

  it('are not prompted for without a user', () => {
    expect(consoleOf('6.47', files).type('/certificate import file-name=cert.crt')).toMatchInlineSnapshot(`
      "[admin@MikroTik] > /certificate import file-name=cert.crt
      this command requires user input
      "
    `)
    expect(consoleOf('6.47', files).type('/certificate import file-name=cert.crt passphrase=""')).toMatchInlineSnapshot(`
      "[admin@MikroTik] > /certificate import file-name=cert.crt passphrase=""
           certificates-imported: 1
           private-keys-imported: 0
                  files-imported: 1
             decryption-failures: 0
        keys-with-no-certificate: 0

      "
    `)
  })

  it('are prompted for once for all files in 6.x', () => {
    expect(consoleOf('6.47', files).type('/certificate import', 'abcd')).toMatchInlineSnapshot(`
      "[admin@MikroTik] > /certificate import
      passphrase: ****
           certificates-imported: 1
           private-keys-imported: 1
                  files-imported: 2
             decryption-failures: 0
        keys-with-no-certificate: 1

      "
    `)
  })
})
