// Owns verification by other programs of every shape of certificate, request, list, key and PKCS#12 that the menu creates.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { writeCrl } from '../../src/pki/crl.ts'
import { readPem, writePem } from '../../src/pki/pem.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { existing } from '../harness/existing.ts'
import { describeWith } from '../harness/judge.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { second } from '../../src/text/units.ts'

const folder = mkdtempSync(join(tmpdir(), 'offbox-judges-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** An hour ago: the judges use the real clock. */
const now = (BigInt(Date.now()) / 1000n - 3600n) * second

/** A chain from the root to a leaf: files `N.root.crt`, `N.crt` and the certificates between in `N.untrusted.crt`; `N.key`, `N.p12`. */
interface Shape {
  readonly file: string
  readonly title: string
  readonly size: string
  readonly digest: string
  readonly purpose: 'server' | 'client' | 'ca' | 'none'
}

const allUsages =
  'digital-signature,content-commitment,key-encipherment,data-encipherment,key-agreement,key-cert-sign,crl-sign,' +
  'encipher-only,decipher-only,tls-server,tls-client,code-sign,email-protect,timestamp,ocsp-sign,dvcs'

/** The properties of a leaf, by title; the root's key, the digest and the length of the chain vary in addition. */
const leaves: Readonly<Record<string, { given: string; purpose: Shape['purpose'] }>> = {
  'the defaults': { given: '', purpose: 'ca' },
  'a server': {
    given:
      'key-usage=digital-signature,key-encipherment,tls-server subject-alt-name=DNS:leaf.test,DNS:*.leaf.test,IP:192.0.2.1,IP:2001:db8::1',
    purpose: 'server',
  },
  'a client with a purpose alone': { given: 'key-usage=tls-client', purpose: 'client' },
  'no usage at all': { given: 'key-usage=""', purpose: 'none' },
  'every usage': { given: `key-usage=${allUsages}`, purpose: 'ca' },
  'usages of nine bits': { given: 'key-usage=key-agreement,decipher-only', purpose: 'none' },
  mail: { given: 'key-usage=digital-signature,email-protect subject-alt-name=email:a@leaf.test', purpose: 'none' },
  'a whole subject in UTF-8': {
    given:
      'country=LV state="R\\C4\\ABga" locality="\\D0\\A0\\D0\\B8\\D0\\B3\\D0\\B0" organization="A, B + C" unit="x=y" ' +
      'key-usage=tls-server,digital-signature,key-encipherment',
    purpose: 'server',
  },
  'a long subject': {
    given: `organization="${'o'.repeat(64)}" unit="${'u'.repeat(64)}" key-usage=tls-client,digital-signature,key-encipherment`,
    purpose: 'client',
  },
  'a long life': { given: 'days-valid=40000 key-usage=tls-server,digital-signature,key-encipherment', purpose: 'server' },
  'an end that the calendar does not reach': {
    given: 'days-valid=4294967295 key-usage=tls-server,digital-signature,key-encipherment',
    purpose: 'server',
  },
  'many names': {
    given:
      'key-usage=tls-server,digital-signature,key-encipherment ' +
      `subject-alt-name=${Array.from({ length: 200 }, (_, at) => `DNS:h${at}.leaf.test`).join(',')}`,
    purpose: 'server',
  },
  'empty parts of a subject': {
    given: 'country="" state="" locality="" organization="" unit="" key-usage=tls-server,digital-signature,key-encipherment',
    purpose: 'server',
  },
  'no common name': {
    given: 'common-name="" organization=Org unit="a, b" key-usage=tls-client,digital-signature,key-encipherment',
    purpose: 'client',
  },
  'one-letter parts and blanks at the ends': {
    given: 'common-name=" a " organization=o unit="\\C4\\80" key-usage=tls-client,digital-signature,key-encipherment',
    purpose: 'client',
  },
}
const leafOf = (title: string): { given: string; purpose: Shape['purpose'] } => existing(leaves[title], title)

const shapes: Shape[] = []

/**
 * Creates a shape on a new device and writes its files into the folder. `size` may name several sizes (`2048+secp384r1`), which alternate
 * along the chain.
 */
function make(
  title: string,
  release: string,
  size: string,
  digest: string,
  between: number,
  leaf: { given: string; purpose: Shape['purpose'] },
): void {
  const device = testConsole({ release, keys: fixtureKeys(), now })
  const file = String(shapes.length)
  const sizes = size.split('+')
  const common = (at: number): string => `key-size=${sizes[at % sizes.length]} digest-algorithm=${digest}`
  const lines = [
    '/certificate',
    `add name=c0 common-name=root country=LV ${common(0)} key-usage=key-cert-sign,crl-sign days-valid=20000`,
    'sign c0 ca-crl-host=192.0.2.9,crl.leaf.test',
  ]
  for (let at = 1; at <= between; at++)
    lines.push(
      `add name=c${at} common-name=sub${at} organization=Org ${common(at)} key-usage=key-cert-sign,crl-sign`,
      `sign c${at} ca=c${at - 1}`,
    )
  lines.push(
    `add name=leaf ${leaf.given.includes('common-name=') ? '' : 'common-name=leaf.test '}${common(between + 1)} ${leaf.given}`,
    `sign leaf ca=c${between}`,
  )
  const output = device.run(lines.join('\n'))
  if (output.includes('!')) throw new Error(`${title}: ${output}`)
  put(device, `${file}.root.crt`, 'c0')
  put(device, `${file}.crt`, 'leaf')
  put(device, `${file}.untrusted.crt`, ...Array.from({ length: between }, (_, at) => `c${between - at}`))
  device.run(
    `/certificate export-certificate leaf export-passphrase=secret123 file-name=${file}; /certificate export-certificate ` +
      `leaf type=pkcs12 export-passphrase=secret123 file-name=${file}`,
  )
  for (const name of [`${file}.key`, `${file}.p12`]) writeFileSync(join(folder, name), existing(device.host.files.read(name), name))
  const ca = rowOf(device, `c${between}`)
  const crl = writeCrl(
    {
      num: 7,
      'last-update': now,
      'next-update': now + 86_400_000_000_000n,
      revocations: [{ 'serial-number': rowOf(device, 'leaf').certificate['serial-number'], revoked: now }],
      'digest-algorithm': 'sha256',
    },
    existing(ca.issuer, 'issuer'),
  )
  writeFileSync(join(folder, `${file}.crl`), writePem('X509 CRL', crl))
  device.run(
    '/certificate add name=r copy-from=leaf common-name=leaf.test; /certificate create-certificate-request template=r ' +
      'key-passphrase="" challenge-passphrase="pass phrase"',
  )
  writeFileSync(join(folder, `${file}.csr`), existing(device.host.files.read('certificate-request.pem'), 'certificate-request.pem'))
  shapes.push({ file, title: `${title} (${release}, ${size}, ${digest}, ${between} between)`, size, digest, purpose: leaf.purpose })
}

const rowOf = ({ device }: TestConsole, name: string) =>
  existing(signedOf(existing(device.storeAt('/certificate').byName(name), name)), 'signedOf')

const put = (device: TestConsole, file: string, ...names: string[]): void =>
  writeFileSync(join(folder, file), names.map((name) => writePem('CERTIFICATE', rowOf(device, name).der)).join(''))

for (const [title, { given, purpose }] of Object.entries(leaves)) {
  make(title, '7.24', '2048', 'sha256', 1, { given, purpose })
  const words = given.replace(',dvcs', ',ipsec-end-system,ipsec-tunnel,ipsec-user,server-gated-crypto')
  make(title, '6.48', '2048', 'sha256', 1, { given: words, purpose })
}
for (const size of ['1024', '1536', '2048', 'prime256v1', 'secp384r1', 'secp521r1'])
  for (const digest of ['md5', 'sha1', 'sha256', 'sha384', 'sha512'])
    if (digest !== 'md5' || /^\d/.test(size)) make('a server', '7.24', size, digest, 0, leafOf('a server'))
for (const size of ['4096', '8192', '4096+prime256v1', 'secp521r1+4096']) make('a server', '7.24', size, 'sha512', 0, leafOf('a server'))
for (const size of ['2048+prime256v1', 'secp521r1+2048+secp384r1', '1024+secp384r1'])
  for (const digest of ['sha256', 'sha512']) make('a mixed chain of four', '7.24', size, digest, 2, leafOf('a client with a purpose alone'))
for (const between of [0, 2, 6]) make('a chain', '7.24', 'prime256v1', 'sha256', between, leafOf('a server'))

/** The error output of a program for a file; '' if it accepts it. */
function objection(program: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: 'latin1', input: '' })
  return status === 0 ? '' : (`${stdout}${stderr}`.trim().split('\n').at(-1) ?? '')
}

/** The titles of refused shapes, with the error output. */
const objections = (ask: (shape: Shape) => string, among: readonly Shape[] = shapes): readonly string[] =>
  among.flatMap((shape) => {
    const found = ask(shape)
    return found === '' ? [] : [`${shape.title}: ${found}`]
  })

/** The options for openssl; keys of 1024 bits, md5 and sha1 are below its default level, but were requested. */
const verification = ({ file, size, digest }: Shape): readonly string[] => [
  ...[
    'verify',
    '-x509_strict',
    '-auth_level',
    size.startsWith('1024') || /md5|sha1/.test(digest) ? '0' : '1',
    '-CAfile',
    `${file}.root.crt`,
  ],
  ...split(file).flatMap((name) => ['-untrusted', name]),
]

describeWith('openssl', 'openssl', () => {
  it('a failing judge is detected', () => {
    const shape = turned()
    expect(objections((bad) => objection('openssl', ...verification(bad), 'turned.crt'), [shape])).toEqual([
      expect.stringContaining(shape.title),
    ])
  })

  it('verifies every chain, strictly', () => {
    expect(objections((shape) => objection('openssl', ...verification(shape), `${shape.file}.crt`))).toEqual([])
  })

  it('accepts a leaf for its key usage', () => {
    const served = shapes.filter(({ purpose }) => purpose === 'server' || purpose === 'client')
    expect(
      objections((shape) => objection('openssl', ...verification(shape), '-purpose', `ssl${shape.purpose}`, `${shape.file}.crt`), served),
    ).toEqual([])
  })

  it('parses the DER of each completely', () => {
    for (const kind of ['crt', 'root.crt', 'csr', 'crl', 'key'])
      expect(objections(({ file }) => objection('openssl', 'asn1parse', '-in', `${file}.${kind}`, '-noout'))).toEqual([])
  })

  it('reads requests, lists, keys and PKCS#12', () => {
    expect(objections(({ file }) => objection('openssl', 'req', '-in', `${file}.csr`, '-verify', '-noout'))).toEqual([])
    // Checking primes of 8192 bits takes openssl nine seconds.
    const check = (size: string): string[] => (size === '8192' ? [] : ['-check'])
    expect(
      objections(({ file, size }) =>
        objection('openssl', 'pkey', '-in', `${file}.key`, '-passin', 'pass:secret123', ...check(size), '-noout'),
      ),
    ).toEqual([])
    expect(objections(({ file }) => objection('openssl', 'pkcs12', '-in', `${file}.p12`, '-passin', 'pass:secret123', '-noout'))).toEqual(
      [],
    )
    expect(
      objections(({ file }) => {
        return objection('openssl', 'crl', '-in', `${file}.crl`, '-CAfile', split(file)[0] ?? `${file}.root.crt`, '-noout')
      }),
    ).toEqual([])
  })
})

/** The last shape with one bit of the leaf's signature changed, which every judge must refuse. */
const turned = (): Shape => {
  const last = existing(shapes.at(-1), 'shape')
  const { bytes } = existing(readPem(readFileSync(join(folder, `${last.file}.crt`), 'latin1'))[0], 'certificate')
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1
  writeFileSync(join(folder, 'turned.crt'), writePem('CERTIFICATE', bytes))
  return last
}

describeWith('certtool', 'certtool of GnuTLS', () => {
  it('verifies every chain', () => {
    expect(
      objections(({ file }) => {
        writeFileSync(join(folder, 'chain.crt'), execFileSync('cat', [`${file}.crt`, `${file}.untrusted.crt`], { cwd: folder }))
        return objection(
          'certtool',
          '--verify',
          '--verify-allow-broken',
          '--load-ca-certificate',
          `${file}.root.crt`,
          '--infile',
          'chain.crt',
        )
      }),
    ).toEqual([])
  })

  it('reads requests, lists, keys and PKCS#12', () => {
    expect(objections(({ file }) => objection('certtool', '--crq-info', '--infile', `${file}.csr`, '--outfile', 'out'))).toEqual([])
    expect(
      objections(
        ({ file }) =>
          objection(
            'certtool',
            '--verify-crl',
            '--load-ca-certificate',
            split(file)[0] ?? `${file}.root.crt`,
            '--infile',
            `${file}.crl`,
            '--outfile',
            'out',
          ),
        shapes.filter(({ digest }) => !/md5|sha1/.test(digest)),
      ),
    ).toEqual([])
    expect(objections(({ file }) => objection('certtool', '--crl-info', '--infile', `${file}.crl`, '--outfile', 'out'))).toEqual([])
    expect(
      objections(({ file }) =>
        objection('certtool', '--key-info', '--pkcs8', '--password', 'secret123', '--infile', `${file}.key`, '--outfile', 'out'),
      ),
    ).toEqual([])
    expect(
      objections(({ file }) =>
        objection('certtool', '--p12-info', '--inder', '--password', 'secret123', '--infile', `${file}.p12`, '--outfile', 'out'),
      ),
    ).toEqual([])
  })
})

describeWith('certutil', 'certutil of NSS', () => {
  const usages = { server: 'V', client: 'C', ca: 'L', none: 'E' } as const

  it('verifies every chain that its policy allows', () => {
    const policy = ({ digest, size, purpose }: Shape): boolean => !/md5|sha1/.test(digest) && size !== '1024' && purpose !== 'none'
    expect(
      objections(({ file, purpose }) => {
        const database = ['-d', `sql:${join(folder, `nss-${file}`)}`]
        execFileSync('mkdir', [`nss-${file}`], { cwd: folder })
        const steps = [
          ['-N', '--empty-password'],
          ['-A', '-n', 'root', '-t', 'CT,C,C', '-i', `${file}.root.crt`],
          ...split(file).map((name, at) => ['-A', '-n', `sub${at}`, '-t', ',,', '-i', name]),
          ['-A', '-n', 'leaf', '-t', ',,', '-i', `${file}.crt`],
          ['-V', '-n', 'leaf', '-u', usages[purpose], '-e'],
        ]
        return steps.map((step) => objection('certutil', ...step, ...database)).find((found) => found !== '') ?? ''
      }, shapes.filter(policy)),
    ).toEqual([])
  })

  it('reads every PKCS#12', () => {
    expect(objections(({ file }) => objection('pk12util', '-l', `${file}.p12`, '-W', 'secret123'))).toEqual([])
  })
})

/** The certificates between root and leaf, one file each. */
function split(file: string): readonly string[] {
  const text = execFileSync('cat', [`${file}.untrusted.crt`], { cwd: folder, encoding: 'latin1' })
  return (text.match(/-----BEGIN[^]*?-----END CERTIFICATE-----\n/g) ?? []).map((pem, at) => {
    const name = `${file}.sub${at}.crt`
    writeFileSync(join(folder, name), pem)
    return name
  })
}

describeWith('python3-cryptography', 'python3-cryptography', () => {
  it('parses every field of every shape, and verifies signatures', () => {
    writeFileSync(join(folder, 'judge.py'), python)
    const found = execFileSync('/usr/bin/python3', ['-W', 'ignore', 'judge.py'], {
      cwd: folder,
      encoding: 'utf8',
      input: JSON.stringify(shapes),
    })
    expect(JSON.parse(found)).toEqual([])
  })
})

const python = `
import json, sys
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12, Encoding, PublicFormat
found = []
def verify(child, public):
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(child.signature, child.tbs_certificate_bytes, padding.PKCS1v15(), child.signature_hash_algorithm)
    else:
        public.verify(child.signature, child.tbs_certificate_bytes, ec.ECDSA(child.signature_hash_algorithm))
def fields(c):
    str(c.subject), str(c.issuer), c.version, c.not_valid_before, c.not_valid_after, c.public_key()
    assert 0 < c.serial_number < 2 ** 159
    for e in c.extensions: str(e)
    s = c.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    assert s == x509.SubjectKeyIdentifier.from_public_key(c.public_key()), 'SKI'
def attempt(title, what, run):
    try: run()
    except Exception as e: found.append('%s, %s: %r' % (title, what, e))
for s in json.load(sys.stdin):
    f, t = s['file'], s['title']
    read = lambda n: open(n, 'rb').read()
    def chain():
        text = read(f + '.crt') + read(f + '.untrusted.crt') + read(f + '.root.crt')
        certs = [x509.load_pem_x509_certificate(b'-----BEGIN' + p) for p in text.split(b'-----BEGIN')[1:]]
        for c in certs: fields(c)
        for child, parent in zip(certs, certs[1:] + certs[-1:]):
            verify(child, parent.public_key())
            assert child.issuer == parent.subject
            if child is not parent:
                a = child.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
                assert a.key_identifier == parent.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    def request():
        r = x509.load_pem_x509_csr(read(f + '.csr'))
        assert r.is_signature_valid
        str(r.subject), [str(e) for e in r.extensions]
        assert r.get_attribute_for_oid(x509.oid.AttributeOID.CHALLENGE_PASSWORD) == b'pass phrase'
    def crl():
        c = x509.load_pem_x509_crl(read(f + '.crl'))
        [str(e) for e in c.extensions], [(e.serial_number, e.revocation_date) for e in c]
        leaf = x509.load_pem_x509_certificate(read(f + '.crt'))
        assert c.get_revoked_certificate_by_serial_number(leaf.serial_number)
    def key():
        k = load_pem_private_key(read(f + '.key'), b'secret123')
        leaf = x509.load_pem_x509_certificate(read(f + '.crt'))
        spki = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        assert k.public_key().public_bytes(*spki) == leaf.public_key().public_bytes(*spki)
        p = pkcs12.load_key_and_certificates(read(f + '.p12'), b'secret123')
        assert p[1] == leaf and p[0].public_key().public_bytes(*spki) == leaf.public_key().public_bytes(*spki)
    # It proves the primes of every key that it loads: half a minute for 8192 bits.
    for run in (chain, request, crl) + (() if s['size'] == '8192' else (key,)): attempt(t, run.__name__, run)
json.dump(found, sys.stdout)
`
