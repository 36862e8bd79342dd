// Owns tests of /certificate in old releases: the first 6.x, the tables of 6.x, the files of early 7.x.
import { describe, expect, it } from 'vitest'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { newYear } from '../pki/fixture.ts'
import { continued } from '../harness/expected.ts'

const start = (release: string, width = 100): TestConsole => testConsole({ release, keys: fixtureKeys(), width, now: newYear })
const add = (name: string): string => `/certificate add name=${name} common-name=${name}; /certificate sign ${name}`

describe('6.0 to 6.15', () => {
  // The wiki's pages on CAPsMAN, made on early 6.x, have seven columns of flags and an indent of 11.
  it('show A, I and R in one column', () => {
    const box = start('6.14')
    box.run(add('ca'))
    const [legend = '', ...lines] = box.run('/certificate print detail').split('\n')
    expect(legend).toBe('Flags: K - private-key, D - dsa, L - crl, C - smart-card-key, ')
    expect(lines.find((line) => line.includes('name='))).toBe(
      ' 0 K   A T name="ca" common-name="ca" key-size=2048 days-valid=365 trusted=yes ',
    )
    expect(lines.filter((line) => /^ +[a-z-]+=/.test(line)).map((line) => /^ */.exec(line)?.[0].length)).toEqual([11, 11, 11])
    box.run('/certificate add name=l common-name=l key-usage=tls-client; /certificate sign l ca=ca')
    expect(box.run('/certificate print detail')).toMatchInlineSnapshot(`
      "Flags: K - private-key, D - dsa, L - crl, C - smart-card-key, 
      A - authority, I - issued, R - revoked, E - expired, T - trusted 
       0 K   A T name="ca" common-name="ca" key-size=2048 days-valid=365 trusted=yes 
                 key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,
                     tls-server,tls-client 
                 serial-number="1" fingerprint="f6eb5f34d22ac016c422a4e4fed2d359a0854b00" 
                 invalid-before=jan/01/2026 00:00:00 invalid-after=jan/01/2027 00:00:00 

       1 K   I   name="l" common-name="l" key-size=2048 days-valid=365 trusted=no key-usage=tls-client 
                 ca=ca serial-number="1" fingerprint="9afbee5f3dd70c05895f758afe1390c0b97fd708" 
                 invalid-before=jan/01/2026 00:00:00 invalid-after=jan/01/2027 00:00:00 
      "
    `)
    box.run('/certificate issued-revoke l')
    expect(box.run('/certificate print detail')).toMatchInlineSnapshot(`
      "Flags: K - private-key, D - dsa, L - crl, C - smart-card-key, 
      A - authority, I - issued, R - revoked, E - expired, T - trusted 
       0 K   A T name="ca" common-name="ca" key-size=2048 days-valid=365 trusted=yes 
                 key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,
                     tls-server,tls-client 
                 serial-number="1" fingerprint="f6eb5f34d22ac016c422a4e4fed2d359a0854b00" 
                 invalid-before=jan/01/2026 00:00:00 invalid-after=jan/01/2027 00:00:00 

       1 K   R   name="l" common-name="l" key-size=2048 days-valid=365 trusted=no key-usage=tls-client 
                 ca=ca serial-number="1" fingerprint="9afbee5f3dd70c05895f758afe1390c0b97fd708" 
                 invalid-before=jan/01/2026 00:00:00 invalid-after=jan/01/2027 00:00:00 
                 revoked=jan/01/2026 00:00:00 
      "
    `)
  })

  it('show SHA-1 fingerprints (SHA-256 since 6.16)', () => {
    const [old, later] = [start('6.15'), start('6.16')]
    for (const box of [old, later]) box.run(add('ca'))
    // The certificate that was just signed.
    const signed = signedOf(old.device.storeAt('/certificate').items[0]!)!
    expect(old.run(':put [/certificate get ca fingerprint]')).toBe(`${signed.certificate.sha1}\n`)
    expect(later.run(':put [:len [/certificate get ca fingerprint]]')).toBe('64\n')
  })

  it('use consecutive serial numbers', () => {
    const box = start('6.14')
    box.run(`${add('a')}; ${add('b')}`)
    expect(box.run(':put [/certificate get a serial-number]; :put [/certificate get b serial-number]')).toBe('1\n2\n')
    box.run('/certificate remove a')
    box.run(add('c'))
    expect(box.run(':put [/certificate get c serial-number]')).toBe('3\n')
  })
})

describe('the table of 6.x', () => {
  // C-29, 6.35.2, a terminal of 170 columns.
  it('shortens the fingerprint and distributes the width', () => {
    const box = start('6.35.2', 170)
    box.run(add('client'))
    const [, header = '', row = ''] = box.run('/certificate print').split('\n')
    const columns = { NAME: 12, 'COMMON-NAME': 40, 'SUBJECT-ALT-NAME': 72, FINGERPRINT: 138 }
    for (const [name, at] of Object.entries(columns)) expect(header.indexOf(` ${name} `) + 1, name).toBe(at)
    expect(header).toHaveLength(169)
    expect(row.slice(138)).toBe('2ae46c8e73202bb1a9f593c7d462...')
  })

  it('has no column D since 6.45', () => {
    expect(start('6.45', 154).run('/certificate print')).not.toContain('dsa')
    expect(continued(start('6.44', 154).run('/certificate print'))).toMatchInlineSnapshot(`
      "Flags: K - private-key, D - dsa, L - crl, C - smart-card-key, A - authority, I - issued, R \\
          - revoked, E - expired, T - trusted 
       #          NAME                     COMMON-NAME                 SUBJECT-ALT-NAME          \\
                                           FINGERPRINT                
      "
    `)
  })
})

describe('PKCS#12 of early 7.x', () => {
  // Two files of a 7.7 device; only the length of its certificate is known.
  it.each([
    ['ABhttps', 2448],
    ['ABhttp', 2438],
  ])('of %s on 7.7 has %i bytes', (name, size) => {
    const box = start('7.7')
    box.run(`/certificate add name=${name} common-name=router.lan; /certificate sign ${name}`)
    box.run(`/certificate export-certificate ${name} type=pkcs12 export-passphrase=secret123 file-name=x`)
    expect(box.host.files.read('x.p12')?.length).toBe(size)
  })
})
