// Owns the tests that every certificate and request created here is readable by other programs, whatever text it contains, or is refused
// with a message.
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readPem, writePem } from '../../src/pki/pem.ts'
import { derElement, objectId, sequence, derSetOf } from '../../src/pki/der-write.ts'
import { writeRequest } from '../../src/pki/request.ts'
import { testConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKey, newYear, withFolder } from '../pki/fixture.ts'

/** A quoted string with these bytes. */
const written = (bytes: string): string => `"${[...bytes].map(escapedByte).join('')}"`

const escapedByte = (byte: string): string =>
  /[A-Za-z0-9]/.test(byte) ? byte : `\\${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

const readable: Readonly<Record<string, string>> = {
  'letters of Europe': utf8('Zürich Ørsted Łódź'),
  'other scripts': utf8('Рига 東京 القاهرة ไทย'),
  'letters beyond the first plane': utf8('🔑𝔘𠀀'),
  'marks of direction, joiners, a byte order mark': utf8('\u202eabc\u200d\ufeff'),
  'characters that are none': utf8('\uffff\ufffe'),
  'signs of names': ',+"\\<>;=# /',
  'control characters': '\x01\x07\x1b[31m\x7f',
  'line ends': 'a\r\nb',
  'a zero': 'a\0b',
  blanks: '  ',
  'two hundred letters': 'x'.repeat(200),
}
const unreadable: Readonly<Record<string, string>> = {
  'Latin-1': 'caf\xe9',
  'two letters of Latin-1': '\xe9\xe9',
  'Windows-1251': '\xd0\xe8\xe3\xe0',
  'UTF-8 that is cut': utf8('Łódź').slice(0, -1),
  'UTF-8 that is too long': '\xc0\xaf',
  'half of a pair': '\xed\xa0\x80',
  'beyond the last plane': '\xf4\x90\x80\x80',
  'UTF-16': '\xff\xfea\0',
}
const fields = ['country', 'state', 'locality', 'organization', 'unit', 'common-name'] as const
const usual = 'key-size=prime256v1 key-usage=key-cert-sign,crl-sign,tls-server'

/** Creates a device with a template that has the text in one field. */
const device = (field: string, text: string) => {
  const box = testConsole({ keys: fixtureKeys(), now: newYear })
  box.run(`/certificate add name=t ${field === 'common-name' ? '' : 'common-name=t'} ${field}=${written(text)} ${usual}`)
  return box
}

describe('text that is not UTF-8', () => {
  const cases = fields.flatMap((field) => Object.entries(unreadable).map(([name, text]) => [field, name, text] as const))
  it.each(cases)('in %s: %s', (field, _name, text) => {
    const box = device(field, text)
    const said = `failure: ${field} is not UTF-8`
    expect(box.fails('/certificate sign t')).toBe(said)
    expect(box.fails('/certificate create-certificate-request template=t')).toBe(said)
    box.run('/certificate set t key-size=2048')
    expect(box.fails('/certificate add-scep template=t scep-url=http://127.0.0.1/scep/x')).toBe(said)
    expect(box.host.files.list()).toEqual([])
    expect(box.run(':put [/certificate get t private-key]')).toBe('false\n')
  })

  it('is refused in challenges and hosts of revocation lists', () => {
    const box = device('state', 'x')
    expect(box.fails('/certificate create-certificate-request template=t challenge-passphrase="caf\\E9"')).toBe(
      'failure: challenge-passphrase is not UTF-8',
    )
    expect(box.fails('/certificate sign t ca-crl-host="caf\\C3\\A9.test"')).toBe('failure: an alternative name is not ASCII')
  })

  it('in a foreign request is not signed', () => {
    const box = device('state', 'x')
    box.run('/certificate sign t')
    const subject = sequence(derSetOf(sequence(objectId('2.5.4.3'), derElement(0x0c, 'caf\xe9'))))
    const request = { subject, 'key-usage': [], 'subject-alt-name': [], 'digest-algorithm': 'sha256' } as const
    box.host.files.write('r', Buffer.from(writePem('CERTIFICATE REQUEST', writeRequest(request, fixtureKey('ec-prime256v1')))))
    expect(box.fails('/certificate sign-certificate-request file-name=r ca=t')).toBe('failure: file holds no valid certificate request')
  })
})

const script = `
import sys
from cryptography import x509
for name in sys.argv[1:]:
    data = open(name, 'rb').read()
    read = x509.load_pem_x509_csr if b'REQUEST' in data else x509.load_pem_x509_certificate
    found = read(data)
    list(found.subject), list(found.extensions)
    if b'REQUEST' in data:
        assert found.is_signature_valid
        [attribute for attribute in found.attributes]
`

describeWith('openssl', 'openssl and python3-cryptography', () => {
  describeWith('python3-cryptography', 'read', () => {
    const made = Object.entries(readable).flatMap(([name, text]) => fields.map((field) => [name, field, text] as const))
    it('valid UTF-8 in every field of certificates and requests', { timeout: 300_000 }, () => {
      withFolder((openssl) => {
        const names: string[] = []
        const put = (name: string, box: ReturnType<typeof device>, file: string): void => {
          openssl.put(name, Buffer.from(box.host.files.read(file) ?? ''))
          names.push(name)
        }
        for (const [at, [, field, text]] of made.entries()) {
          const box = device(field, text)
          box.run(`/certificate create-certificate-request template=t challenge-passphrase=${written(text)}`)
          box.run('/certificate sign t; /certificate export-certificate t file-name=t')
          put(`${at}.csr`, box, 'certificate-request.pem')
          put(`${at}.crt`, box, 't.crt')
        }
        const refused = names.flatMap((name) => {
          const words = name.endsWith('.csr')
            ? ['req', '-verify', '-noout', '-subject', '-in', name]
            : ['x509', '-noout', '-subject', '-in', name]
          return openssl.status(...words) === 0 ? [] : [made[Number.parseInt(name, 10)]]
        })
        expect(refused).toEqual([])
        expect(names).toHaveLength(made.length * 2)
        execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', script, ...names], { cwd: openssl.folder, stdio: 'pipe' })
      })
    })
  })

  it('other string types of foreign certificates are decoded', () => {
    withFolder((openssl) => {
      const box = testConsole({ keys: fixtureKeys(), now: newYear })
      openssl.put('k.pem', fixtureKey('ec-prime256v1').export({ type: 'pkcs8', format: 'pem' }))
      for (const mask of ['utf8only', 'nombstr', 'pkix', 'default']) {
        openssl.put('c.cnf', `[req]\ndistinguished_name=d\nstring_mask=${mask}\nutf8=yes\nprompt=no\n[d]\nC=LV\nO=Zürich\nCN=a\n`)
        openssl.run('req', '-new', '-key', 'k.pem', '-config', 'c.cnf', '-out', 'r.csr')
        openssl.run('req', '-x509', '-key', 'k.pem', '-config', 'c.cnf', '-out', `${mask}.crt`)
        box.host.files.write(`${mask}.crt`, openssl.get(`${mask}.crt`))
        box.run(`/certificate import file-name=${mask}.crt name=${mask} passphrase=""`)
        expect(box.run(`:put [/certificate get ${mask} organization]`), mask).toBe(`${utf8('Zürich')}\n`)
        expect(readPem(openssl.get('r.csr').toString('latin1'))).toHaveLength(1)
      }
    })
  })
})
