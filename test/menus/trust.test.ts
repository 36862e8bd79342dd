// Owns tests of trust: `trusted`, `trust-store`, built-in authorities and their settings, and error messages.
import { describe, expect, it } from 'vitest'
import { nodeAuthorities } from '../../src/host/node/authorities.ts'
import { readCertificate } from '../../src/pki/certificate.ts'
import { issue, issuerOf, selfSign } from '../../src/pki/issue.ts'
import { writeName } from '../../src/pki/name.ts'
import { authorityCertificates, builtInAuthorities } from '../../src/menus/certificate/authorities.ts'
import { verifyChain, type VerificationOptions } from '../../src/menus/certificate/parts/verify.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { contents, fixtureKey, newYear } from '../pki/fixture.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { day } from '../../src/text/units.ts'
import { existing } from '../harness/existing.ts'
import { steady } from '../harness/steady.ts'

const keys = fixtureKeys()
const roots = nodeAuthorities()()
const start = (release = '7.24', authorities: readonly Uint8Array[] = []): TestConsole =>
  testConsole({ release, keys, width: 120, now: newYear + 30n * day, authorities })

const [rootKey, leafKey] = [fixtureKey('ec-prime256v1'), fixtureKey('rsa-2048-a')]
const authority = { 'key-usage': ['key-cert-sign', 'crl-sign'], 'invalid-after': newYear + 3650n * day } as const
const root = readCertificate(selfSign(contents('root', rootKey, authority), rootKey))
const leafOf = (changes: Parameters<typeof contents>[2] = {}) =>
  readCertificate(
    issue(
      contents('leaf', leafKey, { subject: writeName({ country: 'US', state: 'California', 'common-name': 'leaf.test' }), ...changes }),
      issuerOf(root, rootKey),
    ),
  )
const leaf = leafOf()

const judge = (box: TestConsole, showing: VerificationOptions, certificate = leaf): string => {
  const verdict = verifyChain(box.device, certificate, showing)
  return verdict.accepted ? 'accepted' : verdict.message
}
const untrusted = 'SSL: ssl: no trusted CA certificate found (6)'
const withRoot = (release?: string, settings = ''): TestConsole => {
  const box = start(release)
  box.host.files.write('root.cer', root.der)
  box.run(`/certificate import file-name=root.cer name=root passphrase="" ${settings}`)
  return box
}

describe('a trusted certificate', () => {
  it('is an imported one, until that is changed', () => {
    const box = withRoot()
    expect(judge(box, { service: 'fetch', purpose: 'tls-server' })).toBe('accepted')
    box.run('/certificate set root trusted=no')
    expect(judge(box, { service: 'fetch' })).toBe(untrusted)
    expect(judge(withRoot('7.24', 'trusted=no'), { service: 'fetch' })).toBe(untrusted)
  })

  it('is used by the services of its trust-store', () => {
    const box = withRoot('7.24', 'trust-store=dns,fetch')
    expect(box.run(':put [/certificate get root trust-store]')).toBe('fetch;dns\n')
    expect(judge(box, { service: 'dns' })).toBe('accepted')
    expect(judge(box, { service: 'email' })).toBe(untrusted)
    box.run('/certificate set root trust-store=all')
    expect(judge(box, { service: 'email' })).toBe('accepted')
    expect(box.fails('/certificate set root trust-store=("nowhere")')).toBe('input does not match any value of trust-store')
    expect(box.fails('/certificate set root trust-store=({"all";"dns"})')).toBe('input does not match any value of trust-store')
  })

  it('accepts services in any order and prints them in one order', () => {
    const box = withRoot()
    box.run(
      '/certificate set root trust-store=reverse-proxy,api,www,dns,dot1x,tr069,openflow,lora,userman,container,radius,' +
        'netwatch,email,mqtt,ovpn,sstp,fetch,capsman,wpa-eap,ipsec',
    )
    expect(box.run(':put [/certificate get root trust-store]')).toBe(
      'ipsec;wpa-eap;capsman;fetch;sstp;ovpn;mqtt;email;netwatch;radius;container;userman;lora;openflow;tr069;dot1x;dns;www;' +
        'api;reverse-proxy\n',
    )
    const old = withRoot('7.20')
    expect(old.fails('/certificate set root trust-store=dns')).toBe('expected end of command (line 1 column 23)')
    expect(judge(old, { service: 'dns' })).toBe('accepted')
  })
})

describe('a certificate that is not trusted', () => {
  // The manual's page on fetch shows the message and dates of an expired certificate.
  it('is refused with the messages of a device', () => {
    const box = withRoot()
    const at = newYear + 366n * day
    expect(judge(box, { service: 'fetch', at })).toBe(
      'SSL: ssl: cert not valid (after: Fri Jan  1 00:00:00 2027 < now: Sat Jan  2 00:00:00 2027) - "C=US, S=California, CN=leaf.test" (6)',
    )
    expect(judge(box, { service: 'fetch', at: newYear - day })).toBe(
      'SSL: ssl: cert not valid (before: Thu Jan  1 00:00:00 2026 > now: Wed Dec 31 00:00:00 2025) - "C=US, S=California, ' +
        'CN=leaf.test" (6)',
    )
    expect(judge(box, { service: 'fetch', purpose: 'tls-client' }, leafOf({ 'key-usage': ['tls-server'] }))).toBe(
      'SSL: ssl: invalid cert purpose - "C=US, S=California, CN=leaf.test" (6)',
    )
  })

  // A DoH log on 7.23.1; 7.16.2 and 7.23.3 have `ssl: ` twice.
  it('is refused with ssl named once on 7.23.1', () => {
    expect(judge(start('7.23.1'), { service: 'dns' })).toBe('SSL: no trusted CA certificate found (6)')
    expect(judge(start('7.23.3'), { service: 'dns' })).toBe(untrusted)
  })

  it('is refused with the messages of openssl on 6.x', () => {
    const box = start('6.49')
    expect(judge(box, { service: 'fetch' })).toBe('ssl connection error: handshake failed: unable to get local issuer certificate (6)')
    expect(judge(withRoot('6.49'), { service: 'fetch', at: newYear + 366n * day })).toBe(
      'ssl connection error: handshake failed: certificate has expired (6)',
    )
  })
})

describe('built-in authorities', () => {
  it('are those of the manual that Node has, by key and by name', () => {
    const box = start('7.24', roots)
    expect(builtInAuthorities).toHaveLength(27)
    const there = box.run(':foreach i in=[/certificate/builtin/find] do={:put [/certificate/builtin/get $i skid]}').trim().split('\n')
    const wanted = builtInAuthorities.map(({ skid }) => skid)
    expect(there).toEqual(wanted.filter((skid) => there.includes(skid)))
    // Node's list changes with Mozilla's; a removed root fails here, and the comment above the table must then be updated.
    expect(there.length).toBeGreaterThanOrEqual(20)
    const names = authorityCertificates(box.device).map(({ subject }) => [subject['common-name'], subject.unit?.replace(/^OU=/, '')])
    const listed = builtInAuthorities.filter(({ skid }) => there.includes(skid)).map(({ name }) => name)
    expect(listed.filter((name, at) => !existing(names[at], 'names[at]').includes(name))).toEqual([])
    const digicert = listed.filter((name) => name.startsWith('DigiCert'))
    expect(digicert.length).toBeGreaterThanOrEqual(7)
    expect(box.run(':put [:len [/certificate/builtin/find where common-name~"^DigiCert"]]')).toBe(`${digicert.length}\n`)
    expect(box.fails('/certificate/builtin/remove 0')).toMatchInlineSnapshot(`"bad command name remove (line 1 column 22)"`)
    expect(box.run('/export')).not.toContain('builtin/')
    expect(start('7.18', roots).fails('/certificate/builtin/print')).toBe('syntax error (line 1 column 21)')
  })

  it('are printed and read like certificates', () => {
    const isrg = roots.filter((der) => readCertificate(der).subject.organization === 'Internet Security Research Group')
    const { run } = start('7.24', isrg)
    expect(run(':put [/certificate/builtin/get [find where skid=79B459E67BB6E5E40173800888C81A58F6E99B6E]]')).toMatchInlineSnapshot(`
      ".id=*1;akid=;common-name=ISRG Root X1;country=US;days-valid=7305;invalid-after=2035-06-04 11:04:38;invalid-before=2015-06-04 \
11:04:38;issuer=C=US,O=Internet Security Research Group,CN=ISRG Root X1;key-size=4096;key-type=rsa;key-usage=key-cert-sign;crl-sign;\
organization=Internet Security Research Group;serial-number=8210cfb0d240e3594463e0bb63828b00;\
skid=79B459E67BB6E5E40173800888C81A58F6E99B6E;subject-alt-name=
      "
    `)
    expect(run('/certificate/builtin/print; /certificate/builtin/print detail')).toMatchInlineSnapshot(`
      "Columns: COMMON-NAME, ORGANIZATION, INVALID-AFTER, SKID
      # COMMON-NAME   ORGANIZATION                      INVALID-AFTER        SKID                                    
      0 ISRG Root X1  Internet Security Research Group  2035-06-04 11:04:38  79B459E67BB6E5E40173800888C81A58F6E99B6E
      1 ISRG Root X2  Internet Security Research Group  2040-09-17 16:00:00  7C4296AEDE4B483BFA92F89E8CCF6D8BA9723795
       0 common-name="ISRG Root X1" organization="Internet Security Research Group" country="US" subject-alt-name="" 
         issuer=C=US,O=Internet Security Research Group,CN=ISRG Root X1 key-type=rsa key-size=4096 
         key-usage=key-cert-sign,crl-sign days-valid=7305 invalid-before=2015-06-04 11:04:38 
         invalid-after=2035-06-04 11:04:38 serial-number="8210cfb0d240e3594463e0bb63828b00" akid="" 
         skid=79B459E67BB6E5E40173800888C81A58F6E99B6E 

       1 common-name="ISRG Root X2" organization="Internet Security Research Group" country="US" subject-alt-name="" 
         issuer=C=US,O=Internet Security Research Group,CN=ISRG Root X2 key-type=ec key-size=secp384r1 
         key-usage=key-cert-sign,crl-sign days-valid=7318 invalid-before=2020-09-04 00:00:00 
         invalid-after=2040-09-17 16:00:00 serial-number="41d29dd172eaeea780c12c6ce92f8752" akid="" 
         skid=7C4296AEDE4B483BFA92F89E8CCF6D8BA9723795 
      "
    `)
    expect(run(':put [:len [/certificate/builtin/find where common-name="ISRG Root X2"]]')).toBe('1\n')
  })

  it('are missing if the host has none', () => {
    expect(start().run('/certificate/builtin/print count-only')).toBe('0\n')
  })

  const wellKnown = readCertificate(
    existing(
      roots.find((der) => readCertificate(der).subject['common-name'] === 'ISRG Root X1'),
      'find',
    ),
  )
  const showing = (service: VerificationOptions['service']): VerificationOptions => ({ service })
  const accepts = (box: TestConsole, service: VerificationOptions['service']): boolean =>
    verifyChain(box.device, wellKnown, showing(service)).accepted

  it('are trusted from 7.19 on if `builtin-trust-anchors` says so', () => {
    expect(accepts(start('7.18', roots), 'fetch')).toBe(false)
    const box = start('7.20', roots)
    expect(accepts(box, 'fetch')).toBe(false)
    expect(box.run('/certificate settings set builtin-trust-anchors=trusted')).toBe('')
    expect([accepts(box, 'fetch'), accepts(box, 'ipsec')]).toEqual([true, true])
    // C-57
    expect(start('7.20').run('/certificate settings export verbose')).toMatchInlineSnapshot(`
      "# 2026-01-31 00:00:00 by RouterOS 7.20
      # system id = 
      #
      /certificate settings
      set builtin-trust-anchors=not-trusted crl-download=no crl-store=ram crl-use=no
      "
    `)
    expect(box.run('/certificate settings export')).toMatchInlineSnapshot(`
      "# 2026-01-31 00:00:00 by RouterOS 7.20
      # system id = 
      #
      /certificate settings
      set builtin-trust-anchors=trusted
      "
    `)
  })

  it('are trusted per service from 7.21 on', () => {
    const first = start('7.21', roots)
    expect([accepts(first, 'fetch'), accepts(first, 'ipsec')]).toEqual([true, true])
    expect(first.fails('/certificate/settings/set builtin-trust-store=default')).toBe(
      'input does not match any value of builtin-trust-store',
    )
    expect(first.fails('/certificate/settings/set builtin-trust-store=fetch,www')).toBe(
      'input does not match any value of builtin-trust-store',
    )
    first.run('/certificate/settings/set builtin-trust-store=dns,fetch')
    expect([accepts(first, 'fetch'), accepts(first, 'email')]).toEqual([true, false])
    for (const release of ['7.22', '7.24']) {
      const box = start(release, roots)
      expect([accepts(box, 'fetch'), accepts(box, 'www'), accepts(box, 'ipsec')]).toEqual([true, true, false])
      box.run('/certificate/settings/set builtin-trust-store=untrusted')
      expect([accepts(box, 'fetch'), accepts(box, 'ipsec')]).toEqual([false, false])
      box.run('/certificate/settings/set builtin-trust-store=ipsec,dns')
      expect([accepts(box, 'fetch'), accepts(box, 'ipsec')]).toEqual([false, true])
      expect(steady(box.run('/certificate/settings/export'))).toBe(
        `# TIME by RouterOS ${release}\n# system id = \n#\n/certificate settings\nset builtin-trust-store=ipsec,dns\n`,
      )
      box.run('/certificate/settings/set builtin-trust-store=all')
      expect(accepts(box, 'lora')).toBe(true)
    }
    const changed = start('7.24', roots)
    changed.run('/certificate/settings/set current-defaults=ipsec')
    expect([accepts(changed, 'fetch'), accepts(changed, 'ipsec')]).toEqual([false, true])
  })

  // C-56
  it('are printed one service per line', () => {
    const box = start('7.23')
    box.run('/certificate/settings/set builtin-trust-store=fetch,mqtt,wiliot')
    expect(box.run('/certificate/settings/print')).toBe(
      [
        '  builtin-trust-store: fetch ',
        '                       mqtt  ',
        '                       wiliot',
        '         crl-download: no    ',
        '              crl-use: no    ',
        '            crl-store: ram   ',
        '',
      ].join('\n'),
    )
  })
})

describe('removing a CA', () => {
  it('removes the certificates that it issued; a loop then fails with `no such item`', () => {
    const box = testConsole({ keys, width: 120 })
    box.run(
      [
        '/certificate',
        'add name=ca common-name=ca; sign ca',
        'add name=middle common-name=middle; sign middle ca=ca',
        'add name=a common-name=a key-usage=tls-client; sign a ca=middle',
        'add name=other common-name=other; sign other',
        'issued-revoke a',
      ].join('\n'),
    )
    expect(box.run(':foreach i in=[find] do={remove $i}')).toBe('! no such item\n')
    expect(box.run(':put [:len [find]]')).toBe('1\n')
    box.run('add name=ca common-name=ca; sign ca; add name=b common-name=b key-usage=tls-client; sign b ca=ca')
    expect(box.run(':foreach i in=[find] do={:do {remove $i} on-error={:put gone}}')).toBe('gone\n')
    expect(box.run(':put [:len [find]]')).toBe('0\n')
  })

  it('with all others in one command prints nothing', () => {
    const box = testConsole({ keys })
    box.run('/certificate; add name=ca common-name=ca; sign ca; add name=a common-name=a key-usage=tls-client; sign a ca=ca')
    expect(box.run('remove [find]')).toBe('')
    expect(box.run(':put [:len [find]]')).toBe('0\n')
  })
})
