// Owns tests of /certificate/import: counters, names and flags for every file format.
import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from '../../src/crypto.ts'
import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../src/pki/certificate.ts'
import { writeCrl } from '../../src/pki/crl.ts'
import { issue, selfSign } from '../../src/pki/issue.ts'
import { writeEncryptedKey } from '../../src/pki/key-write.ts'
import { writePem } from '../../src/pki/pem.ts'
import { writePkcs12 } from '../../src/pki/pkcs12-write.ts'
import { writeRequest } from '../../src/pki/request.ts'
import { contents, newYear, seeded } from '../pki/fixture.ts'

import {
  caDer,
  caKey,
  ca,
  counters,
  ecDer,
  ecKey,
  ec,
  exported,
  fileNames,
  issuer,
  pem,
  rows,
  rsaKey,
  rsa,
  start,
} from './certificate-file-console.ts'
import { day } from '../../src/text/units.ts'

const crlDer = writeCrl(
  { num: 1, 'last-update': newYear, 'next-update': newYear + 30n * day, revocations: [], 'digest-algorithm': 'sha256' },
  issuer,
)
const requestDer = writeRequest(
  { subject: readCertificate(ecDer).subjectName, 'key-usage': [], 'subject-alt-name': [], 'digest-algorithm': 'sha256' },
  ecKey,
)

const traditional = (key: KeyObject, type: 'pkcs1' | 'sec1', cipher: string): string =>
  opensslKey(key).export({ type, format: 'pem', cipher, passphrase: 'secret' }).toString()
/** The key as a node KeyObject, with either cryptography back end. */
const opensslKey = (key: KeyObject): KeyObject =>
  createPrivateKey({ key: key.export({ type: 'pkcs8', format: 'der' }), format: 'der', type: 'pkcs8' })
const encrypted = (key: KeyObject): string => writeEncryptedKey(key, 'secret', seeded(1))
const box = (style: '3des' | 'aes-256', passphrase: string, key: KeyObject | undefined, ...certificates: Uint8Array[]): Buffer =>
  writePkcs12({ certificates, key, passphrase, style }, seeded(2))

describe('counters, names and flags of each file format', () => {
  // Counters are certificates/keys/files/failures/loose keys; then the rows as `flags name`, and what remains of the file.
  it.each<[string, string | Uint8Array, string, string, string]>([
    ['one certificate', ec, '', '1/0/1/0/0', 'T f_0'],
    ['one certificate as DER', ecDer, '', '1/0/1/0/0', 'T f_0'],
    ['a certificate with text around it', `subject=x\n${ec}\nend`, '', '1/0/1/0/0', 'T f_0'],
    ['a certificate with CRLF', ec.replaceAll('\n', '\r\n'), '', '1/0/1/0/0', 'T f_0'],
    ['X509 CERTIFICATE', ec.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'), '', '1/0/1/0/0', 'T f_0'],
    ['a chain, leaf first', ec + ca, '', '2/0/1/0/0', 'T f_0 T f_1'],
    ['a chain, root first, and another leaf', ca + rsa + ec, '', '3/0/1/0/0', 'T f_0 T f_1 T f_2'],
    ['one certificate twice', ec + ec, '', '1/0/1/0/0', 'T f_0'],
    ['certificate, then key', ec + exported(ecKey, 'pkcs8'), '', '1/1/1/0/0', 'KT f_0'],
    ['key, then certificate', exported(ecKey, 'pkcs8') + ec, '', '1/1/1/0/0', 'KT f_0'],
    ['chain and key', ec + ca + exported(ecKey, 'sec1'), '', '2/1/1/0/0', 'KT f_0 T f_1'],
    [
      'two certificates, two keys, crosswise',
      exported(rsaKey, 'pkcs1') + ec + exported(ecKey, 'sec1') + rsa,
      '',
      '2/2/1/0/0',
      'KT f_0 KT f_1',
    ],
    ['a CA with its key', ca + exported(caKey, 'pkcs1'), '', '1/1/1/0/0', 'KAT f_0'],
    ['certificate and PKCS#1 key', rsa + exported(rsaKey, 'pkcs1'), '', '1/1/1/0/0', 'KT f_0'],
    ['certificate and encrypted PKCS#8 key', rsa + encrypted(rsaKey), 'secret', '1/1/1/0/0', 'KT f_0'],
    ['the same, wrong passphrase', rsa + encrypted(rsaKey), 'wrong', '1/0/1/1/0', 'T f_0'],
    ['the same, without passphrase', rsa + encrypted(rsaKey), '', '1/0/1/1/0', 'T f_0'],
    ['certificate and AES key of the traditional form', rsa + traditional(rsaKey, 'pkcs1', 'aes-256-cbc'), 'secret', '1/1/1/0/0', 'KT f_0'],
    [
      'certificate and 3DES key of the traditional form',
      rsa + traditional(rsaKey, 'pkcs1', 'des-ede3-cbc'),
      'secret',
      '1/1/1/0/0',
      'KT f_0',
    ],
    ['certificate and encrypted SEC1 key', ec + traditional(ecKey, 'sec1', 'aes-128-cbc'), 'secret', '1/1/1/0/0', 'KT f_0'],
    ['the same, wrong passphrase', ec + traditional(ecKey, 'sec1', 'aes-128-cbc'), 'wrong', '1/0/1/1/0', 'T f_0'],
    ['two undecryptable keys: one file', encrypted(rsaKey) + encrypted(ecKey), 'wrong', '0/0/0/1/0', ''],
    ['a key alone', exported(ecKey, 'pkcs8'), '', '0/0/0/0/1', ''],
    ['a key alone as PKCS#8 DER', ecKey.export({ type: 'pkcs8', format: 'der' }), '', '0/0/0/0/1', ''],
    ['a key alone as SEC1 DER', opensslKey(ecKey).export({ type: 'sec1', format: 'der' }), '', '0/0/0/0/1', ''],
    ['a key alone as PKCS#1 DER', opensslKey(rsaKey).export({ type: 'pkcs1', format: 'der' }), '', '0/0/0/0/1', ''],
    [
      'a key alone as encrypted DER',
      opensslKey(rsaKey).export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'secret' }),
      'secret',
      '0/0/0/0/1',
      '',
    ],
    ['a CRL', writePem('X509 CRL', crlDer), '', '0/0/1/0/0', ''],
    ['a CRL as DER', crlDer, '', '0/0/1/0/0', ''],
    ['a CA and its CRL', ca + writePem('X509 CRL', crlDer), '', '1/0/1/0/0', 'T f_0'],
    ['PKCS#12 with chain and key', box('aes-256', 'secret', ecKey, ecDer, caDer), 'secret', '2/1/1/0/0', 'KT f_0 T f_1'],
    ['PKCS#12 of 6.x', box('3des', 'secret', ecKey, ecDer, caDer), 'secret', '2/1/1/0/0', 'KT f_0 T f_1'],
    ['PKCS#12 without key', box('aes-256', 'secret', undefined, ecDer, caDer), 'secret', '2/0/1/0/0', 'T f_0 T f_1'],
    ['PKCS#12, wrong passphrase', box('aes-256', 'secret', ecKey, ecDer), 'wrong', '0/0/0/1/0', ''],
    ['PKCS#12, no passphrase for it', box('aes-256', 'secret', ecKey, ecDer), '', '0/0/0/1/0', ''],
    ['PKCS#12 with an empty passphrase (C-08)', box('aes-256', '', undefined, ecDer), '', '0/0/0/0/0', ''],
    ['a request', writePem('CERTIFICATE REQUEST', requestDer), '', '0/0/0/0/0', ''],
    ['no certificate at all', 'hello', '', '0/0/0/0/0', ''],
    ['nothing', '', '', '0/0/0/0/0', ''],
    ['a block that is no certificate', writePem('CERTIFICATE', Buffer.from('hello')), '', '0/0/0/0/0', ''],
    ['half a certificate', ecDer.subarray(0, 100), '', '0/0/0/0/0', ''],
    [
      'a good one among bad ones',
      writePem('CERTIFICATE', Buffer.from('x')) + ec + '-----BEGIN CERTIFICATE-----\n',
      '',
      '1/0/1/0/0',
      'T f_0',
    ],
  ])('%s', (_, file, passphrase, counted, listed) => {
    const device = start('7.24', { f: file })
    expect([counters(device, `file-name=f passphrase=${JSON.stringify(passphrase)}`), rows(device)]).toEqual([counted, listed])
    const [certificates, keys, files, failures] = counted.split('/').map(Number)
    // The file is removed once it was used completely. The counters are five numbers.
    const used = certificates! + keys! + files! > 0 && failures === 0
    expect(fileNames(device)).toBe(used ? '' : 'f')
  })

  it('prints the same block in every release', () => {
    const block =
      '     certificates-imported: 1\n     private-keys-imported: 0\n            files-imported: 1\n' +
      '       decryption-failures: 0\n  keys-with-no-certificate: 0\n\n'
    for (const release of ['6.44', '6.49', '7.1', '7.16', '7.24']) {
      const device = start(release, { 'isrg.pem.txt': ec })
      expect(device.run('/certificate import file-name=isrg.pem.txt passphrase=""')).toBe(block)
      expect(rows(device)).toBe('T isrg.pem.txt_0')
    }
  })
})

describe('names of imported certificates', () => {
  it('are the file name without its folder, or are given; taken names are skipped', () => {
    const device = start('7.24', { 'a.pem': ec + ca, 'disk/b.pem': rsa })
    counters(device, 'file-name=a.pem name=mine')
    counters(device, 'file-name=/disk/b.pem')
    expect(rows(device)).toBe('T mine T mine_1 T b.pem_0')
    const other = start('7.24', { f: ec })
    other.run('/certificate add name=f_0 common-name=x; /certificate add name=mine common-name=y')
    expect(other.fails('/certificate import file-name=f name=mine')).toBe('failure: Name exists, please choose another!')
    expect(fileNames(other)).toBe('f')
    counters(other, 'file-name=f')
    expect(rows(other)).toBe(' f_0  mine T f_1')
  })

  it('are empty if an empty name is given', () => {
    const device = start('7.24', { f: ec })
    counters(device, 'file-name=f name=""')
    expect(rows(device)).toBe('T f_0')
  })

  it('were cert1, cert2 before 6.33', () => {
    const device = start('6.32', { f: ec + ca })
    counters(device, 'file-name=f passphrase=""')
    expect(rows(device)).toBe('T cert1 T cert2')
  })

  it('of missing files are refused', () => {
    const device = start('7.24', { a: ec, b: ec })
    expect(device.fails('/certificate import file-name=c')).toBe('input does not match any value of file-name')
    expect(device.fails('/certificate import file-name=""')).toBe(
      'ambiguous value of file-name, more than one possible value matches input',
    )
    expect(device.fails('/certificate import')).toBe('missing value(s) of argument(s) file-name')
  })
})

describe('an import of something that exists', () => {
  it('adds it once; a further key of a certificate is counted and changes nothing', () => {
    const device = start('7.24', { a: ec + exported(ecKey, 'pkcs8'), b: ec, c: exported(ecKey, 'sec1'), d: ec + ca })
    expect(counters(device, 'file-name=a name=one')).toBe('1/1/1/0/0')
    expect(counters(device, 'file-name=b name=two')).toBe('0/0/0/0/0')
    expect(counters(device, 'file-name=c')).toBe('0/1/1/0/0')
    expect(counters(device, 'file-name=d')).toBe('1/0/1/0/0')
    expect(rows(device)).toBe('KT one T d_0')
    expect(fileNames(device)).toBe('')
  })

  it('renews the certificate with the same key identifier, since 6.40', () => {
    const renewed = pem(issue(contents('ec.test', ecKey, { 'invalid-after': newYear + 999n * day }), issuer))
    for (const [release, listed] of [
      ['7.24', 'KT mine'],
      ['6.40', 'KT mine'],
      ['6.39', 'KT mine KT renewed_0'],
    ] as const) {
      const device = start(release, { f: ec + exported(ecKey, 'pkcs8'), renewed: renewed + exported(ecKey, 'pkcs8') })
      counters(device, 'file-name=f passphrase=""')
      device.run('/certificate set f_0 name=mine')
      const before = device.run(':put [/certificate get mine fingerprint]')
      expect(counters(device, 'file-name=renewed passphrase=""')).toBe('1/1/1/0/0')
      expect([release, rows(device)]).toEqual([release, listed])
      expect(device.run(':put [/certificate get mine fingerprint]') === before).toBe(release === '6.39')
    }
  })

  it('keeps the services of a renewed certificate', () => {
    const device = start('7.24', { f: ec + exported(ecKey, 'pkcs8'), g: pem(issue(contents('new', ecKey), issuer)) })
    counters(device, 'file-name=f')
    device.run('/ip service set www-ssl certificate=f_0')
    counters(device, 'file-name=g')
    expect(device.run(':put [/ip service get www-ssl certificate]; :put [/certificate get f_0 common-name]')).toBe('f_0\nnew\n')
  })

  it('never assigns a key to a certificate of another key, whatever its key identifier is', () => {
    const claimed = issue(contents('x', rsaKey), issuer)
    const skid = readCertificate(ecDer).skid
    const at = claimed.indexOf(Buffer.from(readCertificate(claimed).skid, 'hex'))
    Buffer.from(skid, 'hex').copy(claimed, at)
    const device = start('7.24', { f: ec + exported(ecKey, 'pkcs8'), g: pem(claimed) })
    counters(device, 'file-name=f')
    expect(counters(device, 'file-name=g')).toBe('1/0/1/0/0')
    expect(rows(device)).toBe('T f_0')
  })

  it('assigns a key that was imported first, once', () => {
    const device = start('7.24', {
      key: exported(ecKey, 'pkcs8'),
      again: exported(ecKey, 'sec1'),
      f: ec,
      g: pem(selfSign(contents('other', ecKey, { 'subject-alt-name': ['DNS:x'] }), ecKey)),
    })
    expect([counters(device, 'file-name=key'), counters(device, 'file-name=again'), rows(device)]).toEqual(['0/0/0/0/1', '0/0/0/0/1', ''])
    expect(counters(device, 'file-name=f')).toBe('1/0/1/0/0')
    expect(rows(device)).toBe('KT f_0')
  })

  it('assigns one key to several certificates', () => {
    const strip = { 'key-usage': ['tls-client'] } as const
    const other = selfSign(contents('other', ecKey, strip), ecKey)
    const device = start('6.39', { f: ec + pem(other), key: exported(ecKey, 'pkcs8') })
    counters(device, 'file-name=f passphrase=""')
    expect(counters(device, 'file-name=key passphrase=""')).toBe('0/1/1/0/0')
    expect(rows(device)).toBe('KT f_0 KT f_1')
  })
})

describe('settings of an import', () => {
  it('are trusted, trust-store and no-key-export', () => {
    const device = start('7.24', { f: ec + exported(ecKey, 'pkcs8'), g: rsa })
    counters(device, 'file-name=f trusted=no trust-store=fetch,dns no-key-export=yes')
    counters(device, 'file-name=g')
    expect(rows(device)).toBe('K f_0 T g_0')
    expect(device.run(':put [/certificate get f_0 trust-store]; :put [/certificate get g_0 trust-store]')).toBe('fetch;dns\nall\n')
    expect(device.fails('/certificate export-certificate f_0 export-passphrase=secret123')).toBe(
      'failure: private key of this certificate can not be exported',
    )
    expect(fileNames(device)).toBe('')
    expect(device.run('/certificate export-certificate f_0')).toBe('')
    expect(fileNames(device)).toBe('cert_export_f_0.crt')
  })

  it('keep the files in 6.x', () => {
    const device = start('6.49', { f: ec })
    counters(device, 'file-name=f passphrase=""')
    expect(fileNames(device)).toBe('f')
  })

  it('do not hide the contents of an imported certificate', () => {
    const device = start('7.24', { f: ec })
    counters(device, 'file-name=f')
    expect(device.run('/certificate print detail')).toMatchInlineSnapshot(`
      "Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY; I - ISSUED, R - REVOKED; E - EXPIRED; T - TRUSTED; a - \
ACME-MANAGED; D - DYNAMIC 
       0       T   name="f_0" trust-store=all digest-algorithm=sha256 trusted=yes common-name="ec.test" subject-alt-name="" issuer=CN=ca \
key-type=ec key-size=prime256v1 
                   key-usage=digital-signature,key-encipherment,tls-server,tls-client days-valid=365 invalid-before=2026-01-01 00:00:00 \
invalid-after=2027-01-01 00:00:00 serial-number="3de99ced0cdb5c0d" 
                   akid=3138705E7EBD3D468F90C68D0467D1EB80533216 skid=1EF7C3A6A36609B8BCE8FD04403694C1269C4E2B \
fingerprint="0552d8941ae0eeda8e18da222d95a1b3f747f1abf135c91e5ec1669a15e25483" 
                   expires-after=52w 
      "
    `)
  })
})
