// Owns tests of /certificate/export-certificate: file names, formats, and who may export a key.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { TestConsole } from '../device/console.ts'

import { counters, ec, fileNames, rows, start } from './certificate-file-console.ts'
import { existing } from '../harness/existing.ts'

describe('export-certificate', () => {
  const made = (release = '7.24'): TestConsole => {
    const device = start(release)
    device.run(
      '/certificate\nadd name=root common-name=root key-usage=key-cert-sign,crl-sign\nsign root\n' +
        'add name=mid common-name=mid key-usage=key-cert-sign,crl-sign key-size=prime256v1\nsign mid ca=root\n' +
        'add name=leaf common-name=leaf key-usage=tls-client\nsign leaf ca=mid\n/',
    )
    return device
  }
  const sizes = ({ host }: TestConsole): string =>
    host.files
      .list()
      .map(({ name, size }) => (name.endsWith('.key') ? `${name}:${size}` : name))
      .join(' ')

  it('names files after the certificate or as requested, with folders and leading slashes', () => {
    const device = made()
    for (const given of [
      'leaf',
      'leaf export-passphrase=""',
      'leaf file-name=x',
      'leaf file-name=/y',
      'leaf file-name=out/z',
      'root,mid',
      'leaf type=pkcs12 file-name=w',
    ])
      expect(device.run(`/certificate export-certificate ${given}`)).toBe('')
    expect(fileNames(device).split(' ').sort().join(' ')).toBe(
      'cert_export_leaf.crt cert_export_mid.crt cert_export_root.crt out out/z.crt w.p12 x.crt y.crt',
    )
  })

  it('writes the key only with a passphrase: 1858 bytes for RSA-2048', () => {
    const device = made()
    device.run('/certificate export-certificate leaf export-passphrase=secret123 file-name=a')
    expect(sizes(device)).toBe('a.crt a.key:1858')
    const key = createPrivateKey({ key: Buffer.from(existing(device.host.files.read('a.key'), 'a.key')), passphrase: 'secret123' })
    expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65_537n })
  })

  it.each(['7.24', '6.48'])('%s: PKCS#12 contains the chain, and is imported unchanged', (release) => {
    const device = made(release)
    device.run('/certificate export-certificate leaf type=pkcs12 export-passphrase=secret123 file-name=a')
    const other = start(release, { 'a.p12': existing(device.host.files.read('a.p12'), 'a.p12') })
    expect(counters(other, 'file-name=a.p12 passphrase=secret123')).toBe('3/1/1/0/0')
    expect(rows(other)).toBe(release === '6.48' ? 'KT a.p12_0 AT a.p12_1 AT a.p12_2' : 'KT a.p12_0 T a.p12_1 T a.p12_2')
    for (const [at, name] of ['leaf', 'mid', 'root'].entries())
      expect(other.run(`:put [/certificate get a.p12_${at} fingerprint]`)).toBe(device.run(`:put [/certificate get ${name} fingerprint]`))
  })

  it('writes no key without a passphrase, and none for a certificate without a key', () => {
    const device = made()
    device.run('/certificate export-certificate leaf type=pkcs12 file-name=a')
    const old = start('6.48', { 'a.p12': existing(device.host.files.read('a.p12'), 'a.p12') })
    // Its MAC uses SHA-256, which 6.x does not support.
    expect(counters(old, 'file-name=a.p12 passphrase=""')).toBe('0/0/0/1/0')
    const bare = start('7.24', { f: ec })
    counters(bare, 'file-name=f')
    bare.run('/certificate export-certificate f_0 export-passphrase=secret123')
    expect(fileNames(bare)).toBe('cert_export_f_0.crt')
  })

  it('refuses invalid arguments', () => {
    const device = made()
    device.run('/certificate add name=t common-name=t')
    expect(device.fails('/certificate export-certificate t')).toBe('failure: Templates are not exportable!')
    expect(device.fails('/certificate export-certificate nobody')).toBe('no such item')
    expect(device.fails('/certificate export-certificate')).toBe('missing value(s) of argument(s) numbers')
    // Files written by a command that failed later are removed.
    expect(device.fails('/certificate export-certificate leaf,t')).toBe('failure: Templates are not exportable!')
    expect(fileNames(device)).toBe('')
  })

  it('exports and imports the certificate and key of a router unchanged (C-63)', () => {
    const device = start('7.24', { 'external.pem': readFileSync(new URL('../../fixtures/certificates/external.pem', import.meta.url)) })
    expect(counters(device, 'file-name=external.pem passphrase=11111111')).toBe('1/1/1/0/0')
    expect(device.run(':put [/certificate get external.pem_0 common-name]; :put [/certificate get external.pem_0 private-key]')).toBe(
      'External Certificate\ntrue\n',
    )
  })
})
