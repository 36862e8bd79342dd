// Owns tests of templates and signing, property by property: defaults, enumerations, order, errors, flags, dates, releases.
import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { keyUsages } from '../../src/pki/key-usage.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { existing } from '../harness/existing.ts'

const start = (release = '7.24'): TestConsole => testConsole({ release, keys: fixtureKeys(), width: 200 })

/** The value of a property as :put prints it, without its line end. */
const get = ({ run }: TestConsole, row: string, name: string): string => run(`:put [/certificate get ${row} ${name}]`).trimEnd()

/** The flag letters of a row. */
const flags = ({ run }: TestConsole, name: string): string => {
  const line = run(`/certificate print terse where name=${name}`)
  return line.slice(0, line.indexOf('name=')).replace(/[\d ]/g, '')
}

/** The certificate of a row. */
const certificate = ({ device }: TestConsole, row: string) =>
  existing(signedOf(existing(device.storeAt('/certificate').byName(row), row)), 'signedOf').certificate

describe('templates', () => {
  it('have the defaults of the manual', () => {
    const device = start()
    device.run('/certificate add name=t common-name=c')
    expect(
      ['key-type', 'key-size', 'days-valid', 'digest-algorithm', 'key-usage', 'subject-alt-name', 'trusted', 'trust-store'].map((name) =>
        get(device, 't', name),
      ),
    ).toEqual([
      'rsa',
      '2048',
      '365',
      'sha256',
      'digital-signature;key-encipherment;data-encipherment;key-cert-sign;crl-sign;tls-server;tls-client',
      '',
      'false',
      'all',
    ])
    expect(flags(device, 't')).toBe('')
    for (const name of ['fingerprint', 'serial-number', 'invalid-before', 'invalid-after', 'expires-after', 'ca', 'issuer'])
      expect(device.run(`:put [:typeof [/certificate get t ${name}]]`)).toBe('nothing\n')
  })

  it('keep each given property, and set changes it', () => {
    const device = start()
    device.run(
      '/certificate add name=t common-name=c country=LV state=Riga locality=City organization=Org unit=Unit days-valid=10 ' +
        'digest-algorithm=sha512 key-size=secp384r1 key-usage=tls-client subject-alt-name=DNS:a,IP:10.0.0.1,IP:2001:db8::1,' +
        'email:a@b.c trusted=yes trust-store=fetch,dns',
    )
    const names = (
      'common-name country state locality organization unit days-valid digest-algorithm key-size key-type ' +
      'key-usage subject-alt-name trusted trust-store'
    ).split(' ')
    expect(names.map((name) => get(device, 't', name))).toEqual([
      'c',
      'LV',
      'Riga',
      'City',
      'Org',
      'Unit',
      '10',
      'sha512',
      'secp384r1',
      'ec',
      'tls-client',
      'DNS:a;IP:10.0.0.1;IP:2001:db8::1;email:a@b.c',
      'true',
      'fetch;dns',
    ])
    expect(device.run('/certificate set t common-name=d unit="" days-valid=0 key-size=4096 name=u')).toBe('')
    expect(['common-name', 'unit', 'days-valid', 'key-type', 'name'].map((name) => get(device, 'u', name))).toEqual([
      'd',
      '',
      '0',
      'rsa',
      'u',
    ])
  })

  it('are referred to by a part of their subject if they have no name', () => {
    const device = start()
    device.run('/certificate\nadd common-name=cn unit=ou\nadd unit=alone\nadd name="" organization=org')
    expect(device.run(':foreach c in=[/certificate find] do={:put [/certificate get $c name]}')).toBe('cn\nalone\norg\n')
    for (const given of ['', 'name=x', 'name=x common-name=""', 'subject-alt-name=DNS:x'])
      expect(device.fails(`/certificate add ${given}`)).toBe('failure: At least one field specifying certificate name must be set!')
  })

  it('print key-usage in canonical order, independent of the order given', () => {
    const device = start()
    const words = keyUsages.filter((word) => !/^ipsec-|^server-gated/.test(word))
    device.run(`/certificate add name=t common-name=c key-usage=${words.toReversed().join(',')}`)
    expect(get(device, 't', 'key-usage')).toBe(words.join(';'))
    device.run('/certificate sign t')
    expect(get(device, 't', 'key-usage')).toBe(words.join(';'))
    expect(words).toEqual(
      (
        'digital-signature,content-commitment,key-encipherment,data-encipherment,key-agreement,key-cert-sign,crl-sign,' +
        'encipher-only,decipher-only,tls-server,tls-client,code-sign,email-protect,timestamp,ocsp-sign,dvcs'
      ).split(','),
    )
  })

  it('have the property names of their release', () => {
    const refused = (release: string, property: string, [name = '', value = ''] = property.split('=')): string =>
      start(release).fails(`:local v ${value}; /certificate add name=t common-name=c ${name}=$v`)
    expect(refused('7.24', 'key-usage=ipsec-user')).toBe('input does not match any value of key-usage')
    expect(refused('7.9', 'key-usage=dvcs')).toBe('input does not match any value of key-usage')
    expect(refused('6.44', 'key-size=prime256v1')).toBe('input does not match any value of key-size')
    expect(refused('7.24', 'key-size=3072')).toBe('input does not match any value of key-size')
    // A literal invalid word is refused while the script is parsed, also one of digits.
    const written = ['key-size=1000', 'digest-algorithm=sha224'].map((one) => start().fails(`/certificate add name=t common-name=c ${one}`))
    expect(written).toEqual(['syntax error (line 1 column 48)', 'syntax error (line 1 column 56)'])
    expect(refused('7.24', 'digest-algorithm=sha224')).toBe('input does not match any value of digest-algorithm')
    expect(refused('7.24', 'trust-store=nobody')).toBe('input does not match any value of trust-store')
    expect(refused('7.24', 'days-valid=4294967296')).toBe('value of days-valid out of range (0..4294967295)')
    expect(refused('7.24', 'copy-from=nobody')).toBe('input does not match any value of copy-from')
    const old = start('6.45.1')
    old.run(
      '/certificate add name=t common-name=c key-usage=ipsec-user,digital-signature,ipsec-tunnel,tls-client,' +
        'server-gated-crypto key-size=prime256v1; /certificate sign t',
    )
    expect(get(old, 't', 'key-usage')).toBe('digital-signature;tls-client;ipsec-tunnel;ipsec-user;server-gated-crypto')
  })

  it('have one alternative name since 6.7, several since 6.44', () => {
    const several = '/certificate add name=t common-name=c subject-alt-name=DNS:a.test,DNS:b.test'
    expect(start('6.6').fails('/certificate add name=t common-name=c subject-alt-name=DNS:a.test')).toBe(
      'expected end of command (line 1 column 39)',
    )
    expect(
      start('6.7').run('/certificate add name=t common-name=c subject-alt-name=DNS:a.test; :put [/certificate get t subject-alt-name]'),
    ).toBe('DNS:a.test\n')
    expect(start('6.43').fails(several)).toBe('invalid value for argument subject-alt-name')
    expect(start('6.44').run(several)).toBe('')
  })

  it('refuse alternative names that a certificate cannot contain', () => {
    const device = start()
    for (const name of ['x', 'DNS:', 'email:', 'IP:1.2.3', 'IP:1.2.3.256', 'IP:', 'URI:http://x', 'DNS:\\FF'])
      expect(device.fails(`/certificate add name=t common-name=c subject-alt-name="${name}"`)).toBe(
        'invalid value for argument subject-alt-name',
      )
    expect(device.run('/certificate add name=t common-name=c subject-alt-name=DNS:*.x.y,email:a@b,IP:::1')).toBe('')
    expect(device.fails('/certificate set t subject-alt-name=y')).toBe('invalid value for argument subject-alt-name')
  })

  it('can be copied from templates and from certificates, without name and key', () => {
    const device = start()
    device.run(
      '/certificate\nadd name=a common-name=a organization=Org key-usage=tls-client key-size=prime256v1 days-valid=7 ' +
        'subject-alt-name=DNS:a\nadd name=b copy-from=a common-name=b\nsign a\nadd name=c copy-from=a common-name=c',
    )
    for (const name of ['b', 'c'])
      expect(
        ['common-name', 'organization', 'key-usage', 'key-size', 'days-valid', 'subject-alt-name'].map((property) =>
          get(device, name, property),
        ),
      ).toEqual([name, 'Org', 'tls-client', 'prime256v1', '7', 'DNS:a'])
    expect(flags(device, 'c')).toBe('')
    device.run('/certificate sign c')
    expect(get(device, 'c', 'fingerprint')).not.toBe(get(device, 'a', 'fingerprint'))
  })

  it('with an unsupported key size are refused when they are signed', () => {
    const device = start()
    device.run('/certificate add name=t common-name=c; /certificate sign t')
    const row = existing(device.device.storeAt('/certificate').byName('t'), 't')
    device.device.storeAt('/certificate').attach(row, undefined)
    device.device.storeAt('/certificate').set(row, 'key-size', '3072')
    expect(device.fails('/certificate sign t')).toBe('input does not match any value of key-size')
    expect(device.fails('/certificate create-certificate-request template=t')).toBe('input does not match any value of key-size')
  })
})

describe('signing', () => {
  it('keeps the id and the position of the row', () => {
    const device = start()
    device.run('/certificate\nadd name=a common-name=a\nadd name=b common-name=b\nadd name=c common-name=c')
    expect(device.run('/certificate sign b name=B')).toBe('  progress: done\n\n')
    expect(device.run(':foreach c in=[/certificate find] do={:put ($c . [/certificate get $c name])}')).toBe('*1a\n*2B\n*3c\n')
    expect(device.run(':put [/certificate sign c as-value]')).toBe('progress=done\n')
    expect(device.run('/certificate sign ca=B [find name=a]')).toBe('  progress: done\n\n')
    expect(get(device, 'a', 'ca')).toBe('B')
    device.run('/certificate set B name=renamed')
    expect(get(device, 'a', 'ca')).toBe('renamed')
  })

  it('refuses names that exist, also those of revoked certificates', () => {
    const device = start()
    device.run(
      '/certificate\nadd name=ca common-name=ca\nsign ca\nadd name=x common-name=x\nsign x ca=ca\nadd name=t common-name=t\n' +
        'add name=leaf common-name=l key-usage=tls-client\nsign leaf ca=ca\nissued-revoke leaf',
    )
    const taken = 'failure: Name exists, please choose another!'
    for (const text of [
      'sign t name=x',
      'sign t name=leaf',
      'set t name=x',
      'set x name=leaf',
      'add name=leaf common-name=y',
      'add common-name=x',
    ])
      expect(device.fails(`/certificate ${text}`)).toBe(taken)
    expect(flags(device, 't')).toBe('')
    expect(device.run('/certificate sign t name=t; /certificate set leaf name=old; /certificate add name=leaf common-name=y')).toBe(
      '  progress: done\n\n',
    )
  })

  it('refuses certificates that cannot sign, and a key of another certificate', () => {
    const device = start()
    device.run(
      '/certificate\nadd name=ca common-name=ca\nsign ca\nadd name=leaf common-name=l key-usage=tls-client,crl-sign\n' +
        'sign leaf ca=ca\nadd name=sub common-name=s\nsign sub ca=ca\nadd name=t common-name=t',
    )
    const none = 'input does not match any value of ca'
    for (const ca of ['nobody', 't', 'leaf', '""', '(ca,sub)']) expect(device.fails(`/certificate sign t ca=${ca}`)).toBe(none)
    const store = device.device.storeAt('/certificate')
    const [ca, sub] = [existing(store.byName('ca'), 'ca'), existing(store.byName('sub'), 'sub')]
    const { attachment } = ca
    store.attach(ca, existing(signedOf(ca), 'ca').with({ key: existing(signedOf(sub), 'sub').key }))
    expect(device.fails('/certificate sign t ca=ca')).toBe('failure: bad CA key!')
    store.attach(ca, existing(signedOf(ca), 'signedOf(ca)').with({ key: undefined }))
    expect(device.fails('/certificate sign t ca=ca')).toBe(none)
    store.attach(ca, attachment)
    device.run('/certificate issued-revoke sub')
    expect(device.fails('/certificate sign t ca=sub')).toBe(none)
    expect(flags(device, 't')).toBe('')
  })

  it('sets flags and trust as devices do', () => {
    const device = start()
    device.run(
      [
        '/certificate',
        'add name=root common-name=root key-usage=key-cert-sign,crl-sign',
        'add name=own common-name=own',
        'add name=single common-name=single key-usage=tls-server',
        'add name=sub common-name=sub',
        'add name=leaf common-name=leaf key-usage=tls-server',
        'add name=trustedleaf common-name=tl key-usage=tls-server trusted=yes',
        'sign root ca-crl-host=10.0.0.1',
        'sign own',
        'sign single',
        'sign sub ca=root',
        'sign leaf ca=root',
        'sign trustedleaf ca=root',
      ].join('\n'),
    )
    expect(['root', 'own', 'single', 'sub', 'leaf', 'trustedleaf'].map((name) => `${name} ${flags(device, name)}`)).toEqual([
      'root KLAT',
      'own KAT',
      'single KT',
      'sub KA',
      'leaf KI',
      'trustedleaf KIT',
    ])
    device.run('/certificate issued-revoke leaf; /certificate set trustedleaf trusted=no; /certificate set own trusted=no')
    expect(['leaf', 'trustedleaf', 'own'].map((name) => flags(device, name))).toEqual(['KR', 'KI', 'KA'])
    expect(['authority', 'issued', 'revoked', 'trusted', 'private-key', 'expired'].map((name) => get(device, 'leaf', name))).toEqual([
      'false',
      'false',
      'true',
      'false',
      'true',
      'false',
    ])
    device.run(':delay 366d')
    expect(['root', 'own', 'leaf', 'trustedleaf'].map((name) => flags(device, name))).toEqual(['KLAET', 'KAE', 'KRE', 'KIE'])
    expect(device.run(':put [:typeof [/certificate get root expires-after]]')).toBe('nothing\n')
  })

  it("writes distribution points for each host, with the number of the CA's own list", () => {
    const device = start()
    device.run(
      '/certificate\nadd name=one common-name=1\nsign one\nadd name=two common-name=2\n' +
        'sign two ca-crl-host=10.0.0.1,crl.example.com\nadd name=leaf common-name=l key-usage=tls-server\n' +
        'sign leaf ca=two ca-crl-host=10.0.0.2',
    )
    expect(certificate(device, 'two').distributionPoints).toEqual(['http://10.0.0.1/crl/2.crl', 'http://crl.example.com/crl/2.crl'])
    expect(certificate(device, 'leaf').distributionPoints).toEqual(['http://10.0.0.2/crl/2.crl'])
    expect([get(device, 'two', 'ca-crl-host'), get(device, 'two', 'crl'), get(device, 'one', 'crl')]).toEqual([
      '10.0.0.1;crl.example.com',
      'true',
      'false',
    ])
  })

  it('builds chains of any length', () => {
    const device = start()
    const lines = ['/certificate', 'add name=c0 common-name=c0 key-size=prime256v1', 'sign c0']
    for (let at = 1; at <= 8; at++)
      lines.push(`add name=c${at} common-name=c${at} key-size=${at % 2 === 0 ? 'prime256v1' : 'secp384r1'}`, `sign c${at} ca=c${at - 1}`)
    device.run(lines.join('\n'))
    const chain = Array.from({ length: 9 }, (_, at) => new X509Certificate(certificate(device, `c${at}`).der))
    for (let at = 1; at <= 8; at++) {
      expect(existing(chain[at], 'chain[at]').verify(existing(chain[at - 1], 'chain[at - 1]').publicKey)).toBe(true)
      expect(get(device, `c${at}`, 'akid')).toBe(get(device, `c${at - 1}`, 'skid'))
      expect(get(device, `c${at}`, 'ca')).toBe(`c${at - 1}`)
    }
    expect(get(device, 'c0', 'akid')).toBe('')
    expect(device.run('/certificate remove c0; :put [:len [/certificate find]]')).toBe('0\n')
  })

  it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'])('accepts %s with each type of key, except md5 with elliptic curves', (digest) => {
    const device = start()
    for (const size of ['1024', '2048', 'prime256v1', 'secp384r1', 'secp521r1']) {
      device.run(`/certificate add name=n${size} common-name=c key-size=${size} digest-algorithm=${digest}`)
      const possible = digest !== 'md5' || /^\d/.test(size)
      if (possible) expect(device.run(`/certificate sign n${size}`)).toBe('  progress: done\n\n')
      else expect(device.fails(`/certificate sign n${size}`)).toBe('failure: no md5 signature with a ec private key')
      expect(flags(device, `n${size}`)).toBe(possible ? 'KAT' : '')
      if (!possible) continue
      const made = certificate(device, `n${size}`)
      expect([made['digest-algorithm'], made['key-size'], made.signedBy(made.publicKey)]).toEqual([digest, size, true])
    }
  })

  it('computes days-valid to the second, limited to 2039 in 6.38.1 to 6.x, else to the year 9999', () => {
    const until = (release: string, days: number): string => {
      const device = start(release)
      device.run(`/certificate add name=t common-name=c days-valid=${days}; /certificate sign t`)
      return new Date(Number(certificate(device, 't')['invalid-after'] / 1_000_000n)).toISOString()
    }
    expect(until('7.24', 365)).toBe('2024-12-31T00:00:00.000Z')
    expect(until('7.24', 0)).toBe('2024-01-01T00:00:00.000Z')
    expect(until('7.24', 36_500)).toBe('2123-12-08T00:00:00.000Z')
    expect(until('7.24', 4_294_967_295)).toBe('9999-12-31T23:59:59.000Z')
    expect(until('6.49', 36_500)).toBe('2039-12-31T23:59:59.000Z')
    expect(until('6.38.1', 36_500)).toBe('2039-12-31T23:59:59.000Z')
    expect(until('6.38', 36_500)).toBe('2123-12-08T00:00:00.000Z')
  })

  it('writes serial numbers of eight bytes and unique key identifiers', () => {
    const device = start()
    device.run('/certificate\nadd name=a common-name=a\nsign a\nadd name=b common-name=b\nsign b ca=a')
    const made = ['a', 'b'].map((name) => certificate(device, name))
    expect(made.map((one) => one['serial-number'])).toEqual(['73c9ebfd2b30f05c', '70710a2ebd22e0b2'])
    expect(made.map(({ skid, keyIdentifier, version }) => [skid === keyIdentifier, version])).toEqual(Array(2).fill([true, 3]))
  })

  it('leaves only the name and trust of a certificate changeable', () => {
    const device = start()
    device.run('/certificate add name=a common-name=a; /certificate sign a')
    for (const given of [
      'common-name=b',
      'days-valid=1',
      'key-usage=tls-client',
      'digest-algorithm=sha1',
      'subject-alt-name=DNS:x',
      'key-size=1024',
    ])
      expect(device.fails(`/certificate set a ${given}`)).toBe(`failure: ${given.split('=')[0]} of a signed certificate can not be changed`)
    expect(device.run('/certificate set a name=b trusted=no trust-store=fetch; :put [/certificate get b trust-store]')).toBe('fetch\n')
    expect(device.fails('/certificate sign b')).toBe('failure: certificate is signed already')
    expect(device.fails('/certificate sign nobody')).toBe('no such item')
    expect(device.fails('/certificate sign')).toBe('missing value(s) of argument(s) number')
  })
})

describe('an imported CA', () => {
  /** Creates a device of `release` with the certificate and key of a CA that a device of `maker` created. */
  const importing = (maker: string, release: string): TestConsole => {
    const from = start(maker)
    from.run(
      '/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign ca; /certificate ' +
        'export-certificate ca export-passphrase=secret123',
    )
    const to = start(release)
    for (const name of ['cert_export_ca.crt', 'cert_export_ca.key']) to.host.files.write(name, existing(from.host.files.read(name), name))
    to.run('/certificate import file-name=cert_export_ca.crt passphrase=""')
    return to
  }

  it('signs once its key is imported; in 6.34 to 6.x only if RouterOS created it', () => {
    for (const [maker, release, before, after, signs] of [
      ['7.24', '7.24', 'T', 'KAT', true],
      ['6.48', '7.24', 'AT', 'KAT', true],
      ['7.24', '6.48', 'T', 'KT', false],
      ['6.48', '6.48', 'AT', 'KAT', true],
      ['6.33', '6.33', 'AT', 'KAT', false],
    ] as const) {
      const device = importing(maker, release)
      const name = 'cert_export_ca.crt_0'
      device.run('/certificate add name=t common-name=t key-usage=tls-client')
      expect([maker, release, flags(device, name)]).toEqual([maker, release, before])
      expect(device.fails(`/certificate sign t ca=${name}`)).toBe('input does not match any value of ca')
      device.run('/certificate import file-name=cert_export_ca.key passphrase=secret123')
      expect([maker, release, flags(device, name)]).toEqual([maker, release, after])
      if (signs) expect(device.run(`/certificate sign t ca=${name}`)).toBe('  progress: done\n\n')
      else expect(device.fails(`/certificate sign t ca=${name}`)).toBe('input does not match any value of ca')
    }
  })
})
