// Owns tests of options of print (its formats are transcripts in fixtures/print), and of values for programs.
import { rootCertificates } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fixtureKeys } from '../harness/keys.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { continued } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const isrg = existing(
  rootCertificates.find((pem) => new X509Certificate(pem).subject.endsWith('CN=ISRG Root X1')),
  'ISRG Root X1',
)
/** 2026-01-01. */
const now = 1_767_225_600_000_000_000n

/** A device with an imported public authority, an own authority with a distribution point, a server certificate of it, and a template. */
function device(release: string, width: number): TestConsole {
  const made = testConsole({ release, width, now, keys: fixtureKeys(), files: { 'isrg.pem': Buffer.from(isrg) } })
  made.run(
    `/certificate; import file-name=isrg.pem passphrase=""; add name=root common-name="My CA" organization=Org country=LV \
key-usage=key-cert-sign,crl-sign;
    sign root ca-crl-host=10.0.0.1; add name=www common-name=www.test subject-alt-name=DNS:www.test,IP:10.0.0.1 days-valid=90 \
key-usage=tls-server;
    sign www ca=root; add name=next common-name=next`,
  )
  return made
}

describe('print order-by', () => {
  const { run, fails } = device('7.24', 132)
  const names = (order: string): string[] =>
    [...run(`print terse proplist=name order-by=${order}`).matchAll(/name=(\S+)/g)].map(([, name]) => existing(name, 'name'))

  it('sorts texts, numbers and times; rows without a value come first', () => {
    expect(names('name')).toEqual(['isrg.pem_0', 'next', 'root', 'www'])
    expect(names('days-valid')).toEqual(['www', 'root', 'next', 'isrg.pem_0'])
    expect(names('expires-after')).toEqual(['next', 'www', 'root', 'isrg.pem_0'])
    expect(names('key-type,name')).toEqual(['isrg.pem_0', 'next', 'root', 'www'])
  })

  it('keeps the numbers of the menu', () => {
    expect(run('print proplist=name order-by=name')).toMatchInlineSnapshot(`
      "Flags: K - PRIVATE-KEY; L - CRL; A - AUTHORITY; I - ISSUED; T - TRUSTED
      Columns: NAME
      #       NAME      
      0     T isrg.pem_0
      3       next      
      1 KLA T root      
      2 K  I  www       
      "
    `)
    expect(run(':put [get 3 name]')).toBe('next\n')
  })

  it('refuses unknown properties, and exists since 7.24', () => {
    expect(fails('print order-by=nothing')).toBe('input does not match any value of order-by')
    expect(device('7.23', 80).fails('print order-by=name')).toMatchInlineSnapshot(`"bad parameter order-by (line 1 column 15)"`)
  })
})

describe('options of print that are not modelled', () => {
  it.each(['group-by=name', 'timestamp', 'comments'])('%s is reported', (form) => {
    expect(testConsole().fails(`/certificate print ${form}`)).toBe(`/certificate/print ${form.split('=')[0]} is not modelled`)
  })
})

describe('print with follow or interval', () => {
  const rows = ':execute {/ip/pool/add name=a ranges=10.0.0.1}; /ip/pool; '

  it('prints rows that are added while it waits, and ends if no more can be added', () => {
    const shown = (form: string): (string | undefined)[] =>
      [
        ...testConsole({ release: '6.49' })
          .run(`${rows} print ${form}`)
          .matchAll(/^ \d+ +(\w+)/gm),
      ].map(([, name]) => name)
    expect(testConsole().run('/ip/pool/add name=b ranges=10.0.0.9; /ip/pool/print interval=1s').match(/NAME/g)).toHaveLength(2)
    expect(shown('follow')).toEqual(['a'])
    expect(shown('follow-only')).toEqual(['a'])
    expect(shown('interval=5s')).toEqual(['a'])
  })

  it('returns its value once', () => {
    expect(testConsole().run('/ip/pool/add name=b ranges=10.0.0.9; :put [:len [/ip/pool/print as-value interval=1s]]')).toBe('1\n')
  })
})

describe('print oid', () => {
  it('prints the object identifiers of interfaces with the row number', () => {
    const printed = testConsole({ release: '6.49', width: 300 }).run('/interface print oid where name=ether2')
    expect(continued(printed)).toMatchInlineSnapshot(`
      "Flags: D - dynamic, X - disabled, R - running, S - slave 
       0  R  name=.1.3.6.1.2.1.2.2.1.2.2 mtu=.1.3.6.1.2.1.2.2.1.4.2 mac-address=.1.3.6.1.2.1.2.2.1.6.2 \\
          admin-status=.1.3.6.1.2.1.2.2.1.7.2 oper-status=.1.3.6.1.2.1.2.2.1.8.2 bytes-in=.1.3.6.1.2.1.2.2.1.10.2 \\
          packets-in=.1.3.6.1.2.1.2.2.1.11.2 discards-in=.1.3.6.1.2.1.2.2.1.13.2 
             errors-in=.1.3.6.1.2.1.2.2.1.14.2 bytes-out=.1.3.6.1.2.1.2.2.1.16.2 packets-out=.1.3.6.1.2.1.2.2.1.17.2 \\
          discards-out=.1.3.6.1.2.1.2.2.1.19.2 errors-out=.1.3.6.1.2.1.2.2.1.20.2 
      "
    `)
  })
})

describe('print as-value', () => {
  it('C-61: the values of an authority (7.23.2)', () => {
    const { run } = testConsole({ release: '7.23.2', keys: fixtureKeys() })
    run('/certificate; add name=ca-tik4net common-name=x key-usage=key-cert-sign,crl-sign; sign ca-tik4net')
    expect(continued(run(':put [:serialize to=json [print detail as-value]]'))).toMatchInlineSnapshot(`
      "[{".id":"*1","akid":"","authority":true,"common-name":"x","crl":false,"days-valid":365,"digest-algorithm":"sha256",\\
          "expires-after":"52w1d00:00:00","fingerprint":"9dc7ccaf671ce0030b9afe3047f2c0e1ed3ec4b0f8b7103851f925fc275839c3",\\
          "invalid-after":"2024-12-31 00:00:00","invalid-before":"2024-01-01 00:00:00","issued":false,\\
          "key-size":2048.000000,"key-type":"rsa","key-usage":["key-cert-sign","crl-sign"],"name":"ca-tik4net",\\
          "private-key":true,"serial-number":"73c9ebfd2b30f05c","skid":"3138705E7EBD3D468F90C68D0467D1EB80533216",\\
          "smart-card-key":false,"subject-alt-name":[],"trust-store":"all","trusted":true}]
      "
    `)
  })

  it('C-61: fractional numbers have six digits', () => {
    const { run } = testConsole({ release: '7.23.2' })
    expect(continued(run('/certificate add name=a common-name=a; :put [:serialize to=json [/certificate print detail as-value]]')))
      .toMatchInlineSnapshot(`
      "[{".id":"*1","authority":false,"common-name":"a","crl":false,"days-valid":365,"issued":false,\\
          "key-size":2048.000000,"key-type":"rsa","key-usage":["digital-signature","key-encipherment",\\
          "data-encipherment","key-cert-sign","crl-sign","tls-server","tls-client"],"name":"a","private-key":false,\\
          "smart-card-key":false,"subject-alt-name":[],"trusted":false}]
      "
    `)
  })

  it('C-62: lists are joined like fields', () => {
    const { run } = testConsole({ release: '7.23.2', keys: fixtureKeys() })
    run('/certificate; add name=mikrotik-CA common-name=x key-usage=key-cert-sign,crl-sign; sign mikrotik-CA')
    expect(continued(run(':put [print as-value]'))).toMatchInlineSnapshot(`
      ".id=*1;akid=;authority=true;common-name=x;crl=false;days-valid=365;digest-algorithm=sha256;\\
          expires-after=52w1d00:00:00;fingerprint=9dc7ccaf671ce0030b9afe3047f2c0e1ed3ec4b0f8b7103851f925fc275839c3;\\
          invalid-after=2024-12-31 00:00:00;invalid-before=2024-01-01 00:00:00;issued=false;key-size=2048;\\
          key-type=rsa;key-usage=key-cert-sign;crl-sign;name=mikrotik-CA;private-key=true;serial-number=73c9ebfd2b30f05c;\\
          skid=3138705E7EBD3D468F90C68D0467D1EB80533216;smart-card-key=false;subject-alt-name=;trust-store=all;\\
          trusted=true
      "
    `)
  })

  it('C-60: a row has these properties (7.8)', () => {
    const { run, value } = testConsole({ release: '7.8', now, keys: fixtureKeys() })
    run('/certificate; add name=root-cert common-name=MyRouter days-valid=3650 key-usage=key-cert-sign,crl-sign; sign root-cert')
    const keys = [...run(':foreach k,v in=[get root-cert] do={:put "$k"}').matchAll(/^\S+$/gm)].map(([key]) => key)
    expect(keys).toEqual([
      '.id',
      'akid',
      'authority',
      'common-name',
      'crl',
      'days-valid',
      'digest-algorithm',
      'expires-after',
      'fingerprint',
      'invalid-after',
      'invalid-before',
      'key-size',
      'key-type',
      'key-usage',
      'name',
      'private-key',
      'serial-number',
      'skid',
      'smart-card-key',
      'subject-alt-name',
      'trusted',
    ])
    expect(value(':return [get root-cert serial-number]')).toBe('73C9EBFD2B30F05C')
    expect(value(':return [get root-cert invalid-before]')).toBe('jan/01/2026 00:00:00')
    expect(value(':return [get root-cert skid]')).toBe('3138705e7ebd3d468f90c68d0467d1eb80533216')
  })
})
