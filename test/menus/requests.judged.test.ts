// Owns verification by other programs of requests with unusual contents: openssl, GnuTLS, NSS, Java's keytool and python3-cryptography read
// each request that the menu creates.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { newYear } from '../pki/fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'offbox-requests-'))
afterAll(() => rmSync(folder, { recursive: true }))

const escaped = (byte: number): string => `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`
/** A text as a quoted string of a script, in UTF-8. */
const quoted = (text: string): string => `"${[...Buffer.from(text)].map(escaped).join('')}"`
const parts = ['state', 'locality', 'organization', 'unit', 'common-name']
const everywhere = (text: string): string => parts.map((part) => `${part}=${quoted(text)}`).join(' ')

/** The properties of the template of a request, and its challenge. */
const odd: Readonly<Record<string, { readonly given: string; readonly challenge?: string }>> = {
  'letters of Europe': { given: `country=LV ${everywhere('Zürich Ørsted Łódź')}`, challenge: 'Łódź' },
  'other scripts': { given: everywhere('Рига 東京 القاهرة ไทย') },
  'letters beyond the first plane': { given: everywhere('🔑𝔘𠀀'), challenge: '🔑' },
  'marks of direction, joiners, a byte order mark': { given: everywhere('\u202eabc\u200d\ufeff') },
  'signs of names': { given: everywhere(',+"\\<>;=# /'), challenge: ',+"\\<>;=# /' },
  'blanks at both ends': { given: everywhere(' a ') },
  'one letter each': { given: `country=L ${everywhere('x')}`, challenge: 'x' },
  'a country of four letters': { given: 'country=ABCD common-name=a' },
  'parts of two hundred letters': { given: everywhere('x'.repeat(200)) },
  'empty parts': { given: 'country="" state="" locality="" organization="" unit="" common-name=a' },
  'no common name': { given: 'organization=Org' },
  'no usage': { given: 'common-name=a key-usage=""' },
  'every usage': {
    given:
      'common-name=a key-usage=digital-signature,content-commitment,key-encipherment,data-encipherment,key-agreement,key-cert-sign,' +
      'crl-sign,encipher-only,decipher-only,tls-server,tls-client,code-sign,email-protect,timestamp,ocsp-sign,dvcs',
  },
  'names of every kind': {
    given: 'common-name=a subject-alt-name=DNS:a.test,DNS:*.a.test,IP:192.0.2.1,IP:2001:db8::1,IP:::,email:a@a.test',
  },
  'two hundred names': { given: `common-name=a subject-alt-name=${Array.from({ length: 200 }, (_, at) => `DNS:h${at}.a.test`).join(',')}` },
  ...Object.fromEntries(
    ['1024', '4096', 'prime256v1', 'secp384r1', 'secp521r1'].flatMap((size) =>
      ['sha1', 'sha256', 'sha512'].map((digest) => [
        `${size} with ${digest}`,
        { given: `common-name=a key-size=${size} digest-algorithm=${digest}` },
      ]),
    ),
  ),
}

const made = Object.entries(odd).map(([title, { given, challenge = 'pass' }], at) => {
  const device = testConsole({ keys: fixtureKeys(), now: newYear })
  const output = device.run(
    `/certificate/add name=t ${given}${given.includes('key-size') ? '' : ' key-size=2048'}\n` +
      `/certificate/create-certificate-request template=t key-passphrase="" challenge-passphrase=${quoted(challenge)}`,
  )
  const file = device.host.files.read('certificate-request.pem')
  if (file === undefined) throw new Error(`${title}: ${output}`)
  writeFileSync(join(folder, `${at}.csr`), file)
  return { title, at, challenge }
})

const [first] = made
if (first !== undefined) {
  const pem = readFileSync(join(folder, `${first.at}.csr`), 'latin1').split('\n')
  writeFileSync(join(folder, 'cut.csr'), pem.toSpliced(pem.length - 5, 3).join('\n'))
}

/** The error output of a program for each refused request, by title. The program must refuse a truncated request. */
function objections(program: string, words: (file: string, at: number) => readonly string[]): readonly string[] {
  expect(spawnSync(program, words('cut.csr', made.length), { cwd: folder, input: '' }).status).not.toBe(0)
  return made.flatMap(({ title, at }) => {
    const { status, stdout, stderr, error } = spawnSync(program, words(`${at}.csr`, at), { cwd: folder, encoding: 'latin1', input: '' })
    return status === 0 ? [] : [`${title}: ${String(error ?? '')}${stdout}${stderr}`.trim()]
  })
}

describeWith('openssl', 'openssl', () => {
  it('reads every request and verifies its signature', () => {
    expect(objections('openssl', (file) => ['req', '-verify', '-noout', '-text', '-in', file])).toEqual([])
  })
})

describeWith('certtool', 'certtool of GnuTLS', () => {
  it('reads every request and its signature', () => {
    expect(objections('certtool', (file) => ['--crq-info', '--infile', file, '--outfile', 'out'])).toEqual([])
  })
})

describeWith('certutil', 'certutil of NSS', () => {
  it('issues a certificate for every request', () => {
    const base = ['-d', `sql:${folder}`]
    execFileSync('certutil', ['-N', '--empty-password', ...base], { cwd: folder, stdio: 'pipe' })
    writeFileSync(join(folder, 'noise'), Buffer.alloc(2048, 7))
    const self = ['-S', '-x', '-n', 'ca', '-s', 'CN=ca', '-t', 'CT,C,C', '-z', 'noise', '-m', '999']
    execFileSync('certutil', [...self, ...base], { cwd: folder, stdio: 'pipe' })
    expect(
      objections('certutil', (file, at) => ['-C', '-a', '-c', 'ca', '-m', String(at + 1), '-i', file, '-o', `${at}.nss`, ...base]),
    ).toEqual([])
  })
})

describeWith('keytool', "Java's keytool", () => {
  it('reads every request', () => {
    expect(objections('keytool', (file) => ['-printcertreq', '-file', file])).toEqual([])
  })
})

describeWith('python3-cryptography', 'python3-cryptography', () => {
  it('reads every field of every request, its challenge and its signature', () => {
    const input = JSON.stringify(made)
    const found = execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', python], { cwd: folder, encoding: 'utf8', input })
    expect(JSON.parse(found)).toEqual([])
  })
})

const python = `
import json, sys
from cryptography import x509
found = []
for one in json.load(sys.stdin):
    try:
        r = x509.load_pem_x509_csr(open('%d.csr' % one['at'], 'rb').read())
        assert r.is_signature_valid
        [(part.oid, part.value) for part in r.subject], [str(e) for e in r.extensions]
        said = r.get_attribute_for_oid(x509.oid.AttributeOID.CHALLENGE_PASSWORD)
        assert said.decode() == one['challenge'], said
    except Exception as e: found.append('%s: %r' % (one['title'], e))
json.dump(found, sys.stdout)
`
