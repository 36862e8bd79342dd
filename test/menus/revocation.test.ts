// Owns tests of revocation: lists that authorities publish, /certificate/crl, and crl-use.
import { describe, expect, it } from 'vitest'
import { readCrl } from '../../src/pki/crl.ts'
import { writePem } from '../../src/pki/pem.ts'
import { Router } from '../../src/device/router.ts'
import { loadState, saveState } from '../../src/device/state/state.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { memoryNetwork } from '../../src/host/memory-network.ts'
import { publishedCrl } from '../../src/menus/certificate/parts/authority-list.ts'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import { verifyChain, type VerificationOptions } from '../../src/menus/certificate/parts/verify.ts'
import { menus } from '../../src/menus/list.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { catalogOf } from '../harness/catalog.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { publishedPki } from './published-pki.ts'
import { day, second } from '../../src/text/units.ts'
import { existing } from '../harness/existing.ts'

const keys = fixtureKeys()
const start = (release = '7.24', width = 120): TestConsole => testConsole({ release, keys, width })
/** A device in a network where some addresses serve lists. */
const online = (release = '7.24'): TestConsole & { readonly lists: Map<string, Uint8Array> } => {
  const lists = new Map<string, Uint8Array>()
  const network = memoryNetwork({
    answers: ({ url }) => {
      const body = lists.get(url)
      return body && { body }
    },
  })
  return { ...testConsole({ release, keys, width: 120, network }), lists }
}
/** Serves a list at an address, and has the device download it. */
const takeList = ({ lists, run }: ReturnType<typeof online>, url: string, der: Uint8Array): void => {
  lists.set(url, der)
  expect(run('/certificate/crl/download')).toBe('')
}

const list = (device: Router, n = 1) => {
  const der = publishedCrl(device, n)
  return der === undefined ? undefined : readCrl(der)
}
/** The list that a device publishes for its authority with this number. */
const listOf = ({ device }: TestConsole, n = 1) => existing(publishedCrl(device, n), 'revocation list')
const certificate = ({ device }: TestConsole, name: string) =>
  existing(signedOf(existing(device.storeAt('/certificate').byName(name), name)), 'certificate').certificate
const shown = (box: TestConsole, name: string, showing: VerificationOptions = { service: 'fetch' }): string => {
  const verdict = verifyChain(box.device, certificate(box, name), showing)
  return verdict.accepted ? 'accepted' : verdict.message
}

const made = (release?: string): TestConsole => {
  const box = start(release)
  expect(box.run(publishedPki)).toBe('  progress: done\n\n'.repeat(4))
  return box
}

describe('an authority with a revocation list', () => {
  it('publishes a list from its first day, renewed every 24 hours', () => {
    const { device, host } = made()
    const began = host.clock.now()
    expect(list(device)).toMatchObject({ num: '01', 'last-update': began, 'next-update': began + day, akid: list(device)?.akid })
    expect(list(device)?.akid).toHaveLength(40)
    expect(list(device)?.revoked.size).toBe(0)
    expect(publishedCrl(device, 1)).toBe(publishedCrl(device, 1))
    host.clock.sleep(day - second)
    expect(list(device)?.num).toBe('01')
    host.clock.sleep(second)
    expect(list(device)).toMatchObject({ num: '02', 'last-update': began + day })
    host.clock.sleep(10n * day + 5n * second)
    expect(list(device)).toMatchObject({ num: '0c', 'last-update': began + 11n * day, 'next-update': began + 12n * day })
    expect(publishedCrl(device, 3)).toBeUndefined()
  })

  it('renews it at each revocation', () => {
    const box = made()
    const { device, host } = box
    host.clock.sleep(5n * second)
    expect(box.run('/certificate issued-revoke a')).toBe('')
    expect(list(device)).toMatchObject({ num: '02', 'last-update': host.clock.now() })
    expect([...(list(device)?.revoked ?? [])]).toEqual([[certificate(box, 'a')['serial-number'], host.clock.now()]])
    expect(box.run('/certificate issued-revoke a')).toBe('')
    expect(list(device)?.num).toBe('02')
    expect(list(device, 2)).toMatchObject({ num: '01' })
    box.run('/certificate issued-revoke middle,b')
    expect(list(device)).toMatchObject({ num: '03' })
    expect(list(device, 2)).toMatchObject({ num: '02' })
    expect(list(device, 2)?.issuer).toBe('ST=Riga,O=A, B,CN=middle')
    expect(box.fails('/certificate issued-revoke ca')).toBe('failure: only issued certificates can be revoked')
  })

  it('publishes none without ca-crl-host', () => {
    const box = start()
    box.run(
      '/certificate; add name=ca common-name=ca; sign ca; add name=a common-name=a key-usage=tls-client; sign a ca=ca; issued-revoke a',
    )
    expect(publishedCrl(box.device, 1)).toBeUndefined()
  })

  it('keeps removed revoked certificates on it, until the authority is removed', () => {
    const box = made()
    const serial = certificate(box, 'a')['serial-number']
    box.run('/certificate issued-revoke a; /certificate remove a')
    expect([...(list(box.device)?.revoked.keys() ?? [])]).toEqual([serial])
    box.host.clock.sleep(day)
    expect([...(list(box.device)?.revoked.keys() ?? [])]).toEqual([serial])
    box.run('/certificate remove ca')
    expect(box.run(':put [:len [/certificate find]]')).toBe('0\n')
    expect(publishedCrl(box.device, 1)).toBeUndefined()
    expect(publishedCrl(box.device, 2)).toBeUndefined()
  })

  it('continues after a restart', () => {
    const before = made()
    before.host.clock.sleep(3n * day)
    before.run('/certificate issued-revoke a,b; /certificate remove b')
    const [one, two] = [publishedCrl(before.device, 1), publishedCrl(before.device, 2)]
    expect(list(before.device)?.num).toBe('05')
    const host = memoryHost({ keys, now: before.host.clock.now() })
    const device = new Router({ host, release: '7.24', menus })
    loadState(device, saveState(before.device), catalogOf('7.24', 'all'))
    expect(publishedCrl(device, 1)).toEqual(one)
    expect(publishedCrl(device, 2)).toEqual(two)
    host.clock.sleep(day)
    expect(list(device)).toMatchObject({ num: '06' })
    expect(list(device, 2)?.revoked.size).toBe(1)
  })

  it('changes nothing if the command fails', () => {
    const box = made()
    expect(box.fails('/certificate issued-revoke a,ca')).toBe('failure: only issued certificates can be revoked')
    expect(list(box.device)).toMatchObject({ num: '01' })
    expect(box.run(':put [/certificate get a revoked]')).toBe('false\n')
  })
})

describe('/certificate/crl', () => {
  it('has rows for the distribution points of trusted certificates while crl-download is enabled', () => {
    const from = made()
    from.run('/certificate export-certificate ca file-name=ca; /certificate export-certificate middle file-name=middle')
    const box = online()
    for (const name of ['ca.crt', 'middle.crt']) box.host.files.write(name, existing(from.host.files.read(name), name))
    box.run('/certificate import file-name=ca.crt name=root; /certificate import file-name=middle.crt name=between trusted=no')
    expect(box.run('/certificate/crl/print count-only')).toBe('0\n')
    box.run('/certificate/settings/set crl-download=yes')
    expect(box.run('/certificate/crl/print')).toMatchInlineSnapshot(`
      "Flags: E - EXPIRED; D - DYNAMIC; I - INVALID
      Columns: CERT, REVOKED, URL
      #     CERT  REVOKED  URL                      
      0 EDI root  unknown  http://10.0.0.1/crl/1.crl
      "
    `)
    box.run('/certificate set between trusted=yes; /certificate set root name=top')
    expect(box.run(':foreach i in=[/certificate/crl/find] do={:put [/certificate/crl/get $i cert]}')).toBe('top\nbetween\n')
    takeList(box, 'http://10.0.0.1/crl/1.crl', listOf(from))
    expect(box.run('/certificate/crl/print; /certificate/crl/print detail')).toMatchInlineSnapshot(`
      "Flags: D - DYNAMIC
      Columns: CERT, LAST-UPDATE, NUM, REVOKED, URL
      #   CERT     LAST-UPDATE          NUM  REVOKED  URL                      
      0 D top      2024-01-01 00:00:00    1        0  http://10.0.0.1/crl/1.crl
      1 D between  2024-01-01 00:00:00    1        0  http://10.0.0.1/crl/1.crl
      Flags: E - EXPIRED; D - DYNAMIC; I - INVALID 
       0  D  cert=top trust-store=all last-update=2024-01-01 00:00:00 next-update=2024-01-02 00:00:00 num=1 revoked=0 
             url=http://10.0.0.1/crl/1.crl akid=3138705E7EBD3D468F90C68D0467D1EB80533216 
             fingerprint=b2842f389077361f6d9424ab3591f0da432006ab3bb3a5ff8ee6760aa0b9dfcc 

       1  D  cert=between trust-store=all last-update=2024-01-01 00:00:00 next-update=2024-01-02 00:00:00 num=1 revoked=0 
             url=http://10.0.0.1/crl/1.crl akid=3138705E7EBD3D468F90C68D0467D1EB80533216 
             fingerprint=b2842f389077361f6d9424ab3591f0da432006ab3bb3a5ff8ee6760aa0b9dfcc 
      "
    `)
    expect(box.fails('/certificate/crl/remove [find dynamic]')).toBe('failure: dynamic item can not be removed')
    expect(box.fails('/certificate/crl/set [find dynamic] url=http://x')).toBe('failure: dynamic item can not be changed')
    expect(box.run('/certificate/crl/export')).not.toContain('add')
    box.host.clock.sleep(2n * day)
    expect(box.run(':put [:len [/certificate/crl/find where expired]]')).toBe('2\n')
    box.run('/certificate/crl/flush')
    expect(box.run(':put [/certificate/crl/get 0 revoked]')).toBe('unknown\n')
    box.run('/certificate remove top')
    expect(box.run(':foreach i in=[/certificate/crl/find] do={:put [/certificate/crl/get $i cert]}')).toBe('between\n')
    box.run('/certificate/settings/set crl-download=no')
    expect(box.run('/certificate/crl/print count-only')).toBe('0\n')
  })

  // github.com/Druvis-Timma/Mikrotik, issue 8: a device of 7.18.1 with two lists given by hand.
  it('prints lists by URL as a device does', () => {
    const from = made('7.18.1')
    const box = online('7.18.1')
    box.run(
      '/certificate/crl/add url=http://certificates.godaddy.com/gdroot-g2.crl; /certificate/crl/add ' +
        'url=http://crl.godaddy.com/gdig2s1-19134.crl',
    )
    expect(box.run('/certificate/crl/print')).toMatchInlineSnapshot(`
      "Flags: I - INVALID
      Columns: CERT, REVOKED, URL
      #   CERT  REVOKED  URL                                          
      0 I none  unknown  http://certificates.godaddy.com/gdroot-g2.crl
      1 I none  unknown  http://crl.godaddy.com/gdig2s1-19134.crl     
      "
    `)
    takeList(box, 'http://certificates.godaddy.com/gdroot-g2.crl', listOf(from))
    box.host.clock.sleep(second)
    box.lists.clear()
    takeList(box, 'http://crl.godaddy.com/gdig2s1-19134.crl', listOf(from, 2))
    expect(box.run('/certificate/crl/print')).toBe(
      [
        'Columns: CERT, LAST-UPDATE, NUM, REVOKED, URL',
        '# CERT  LAST-UPDATE          NUM  REVOKED  URL                                          ',
        '0 none  2024-01-01 00:00:00    1        0  http://certificates.godaddy.com/gdroot-g2.crl',
        '1 none  2024-01-01 00:00:01    1        0  http://crl.godaddy.com/gdig2s1-19134.crl     ',
        '',
      ].join('\n'),
    )
    expect(box.run('/certificate/crl/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:01 by RouterOS 7.18.1
      # system id = 
      #
      /certificate crl add url=http://certificates.godaddy.com/gdroot-g2.crl
      /certificate crl add url=http://crl.godaddy.com/gdig2s1-19134.crl
      "
    `)
  })

  it('reports the flag that allows network access for a list, and logs why there is none', () => {
    const box = start()
    box.run('/certificate/crl/add url=http://10.0.0.1/crl/1.crl')
    expect(box.fails('/certificate/crl/download')).toBe(
      '/certificate/crl/download has no network for 10.0.0.1:80 (--allow-net=10.0.0.1:80 allows it, --allow-net everything)',
    )
    box.run('/certificate/settings/set crl-download=yes')
    box.device.agenda.wait(2n * 3600n * second)
    expect(box.device.logged.inMemory.map(({ topics, message }) => `${topics} ${message}`)).toEqual(
      Array.from(
        { length: 4 },
        () =>
          'crl,error failed to download http://10.0.0.1/crl/1.crl: no network for 10.0.0.1:80 (--allow-net=10.0.0.1:80 ' +
          'allows it, --allow-net everything)',
      ),
    )
  })

  it('keeps an older list if a newer one cannot be downloaded or read', () => {
    const from = made()
    const box = online()
    box.run('/certificate/crl/add url=http://10.0.0.1/crl/1.crl; /certificate/settings/set crl-download=yes')
    takeList(box, 'http://10.0.0.1/crl/1.crl', Buffer.from(writePem('X509 CRL', listOf(from))))
    box.lists.set('http://10.0.0.1/crl/1.crl', Buffer.from('garbage'))
    box.device.agenda.wait(3600n * second)
    box.lists.clear()
    box.device.agenda.wait(3600n * second)
    expect(box.run(':put ([/certificate/crl/get 0 num] . " " . [/certificate/crl/get 0 last-update])')).toBe('1 2024-01-01 00:00:00\n')
    box.lists.set('http://10.0.0.1/crl/1.crl', listOf(from))
    box.device.agenda.wait(3600n * second)
    expect(box.run(':put [/certificate/crl/get 0 last-update]')).toBe('2024-01-01 03:00:00\n')
  })

  it("uses the lists of the device's own authorities without network access, renewed each hour", () => {
    const box = made()
    box.run('/certificate/settings/set crl-download=yes')
    const question = ':put ([/certificate/crl/get 0 num] . " " . [/certificate/crl/get 0 revoked])'
    expect(box.run(question)).toBe('1 0\n')
    box.run('/certificate issued-revoke a')
    expect(box.run(question)).toBe('1 0\n')
    box.device.agenda.wait(3600n * second)
    expect(box.run(question)).toBe('2 1\n')
    box.run('/certificate/crl/flush')
    expect(box.run(question)).toBe(' unknown\n')
    expect(box.run('/certificate/crl/download')).toBe('')
    expect(box.run(question)).toBe('2 1\n')
  })

  it('accepts lists from files, in PEM and DER, and replaces older by newer', () => {
    const from = made()
    const box = start()
    box.host.files.write('a.crl', listOf(from))
    const counts = (file: string): string => box.run(`:put [/certificate import file-name=${file} as-value]`)
    expect(counts('a.crl')).toBe(
      'certificates-imported=0;decryption-failures=0;files-imported=1;keys-with-no-certificate=0;private-keys-imported=0\n',
    )
    expect(box.run(':put [/certificate/crl/get 0 num]')).toBe('1\n')
    from.run('/certificate issued-revoke a')
    box.host.files.write('b.crl', Buffer.from(writePem('X509 CRL', listOf(from))))
    expect(counts('b.crl')).toBe(
      'certificates-imported=0;decryption-failures=0;files-imported=1;keys-with-no-certificate=0;private-keys-imported=0\n',
    )
    expect(box.run('/certificate/crl/print')).toMatchInlineSnapshot(`
      "Columns: CERT, LAST-UPDATE, NUM, REVOKED
      # CERT  LAST-UPDATE          NUM  REVOKED
      0 none  2024-01-01 00:00:00    2        1
      "
    `)
    expect(box.run('/certificate/crl/export')).not.toContain('add')
    const device = new Router({ host: memoryHost(), release: '7.24', menus })
    loadState(device, saveState(box.device), catalogOf('7.24', 'all'))
    expect(testConsole({ device, width: 120 }).run('/certificate/crl/print')).toBe(box.run('/certificate/crl/print'))
  })

  it('keeps downloaded lists over a restart with crl-store=system only', () => {
    const from = made()
    for (const [store, revoked] of [
      ['ram', 'unknown'],
      ['system', '0'],
    ] as const) {
      const box = online()
      box.run(`/certificate/settings/set crl-store=${store}; /certificate/crl/add url=http://10.0.0.1/crl/1.crl`)
      takeList(box, 'http://10.0.0.1/crl/1.crl', listOf(from))
      const device = new Router({ host: memoryHost(), release: '7.24', menus })
      loadState(device, saveState(box.device), catalogOf('7.24', 'all'))
      expect(testConsole({ device }).run(':put [/certificate/crl/get 0 revoked]')).toBe(`${revoked}\n`)
    }
  })
})

describe('crl-use', () => {
  it('checks the list of each member of a chain', () => {
    const from = made()
    from.run(
      '/certificate export-certificate ca file-name=ca; /certificate export-certificate middle file-name=middle; ' +
        '/certificate export-certificate b file-name=b',
    )
    const box = online()
    for (const name of ['ca.crt', 'middle.crt', 'b.crt']) {
      box.host.files.write(name, existing(from.host.files.read(name), name))
      box.run(`/certificate import file-name=${name} name=${name.slice(0, -4)}`)
    }
    expect(shown(box, 'b')).toBe('accepted')
    box.run('/certificate/settings/set crl-use=yes')
    expect(shown(box, 'b')).toBe('SSL: ssl: crl not found for: "CN=b" (6)')
    expect(shown(box, 'b', { service: 'fetch', withoutCrl: true })).toBe('accepted')
    box.run('/certificate/crl/add url=http://10.0.0.1/crl/1.crl; /certificate/crl/add url=http://10.0.0.1/crl/2.crl')
    takeList(box, 'http://10.0.0.1/crl/2.crl', listOf(from, 2))
    expect(shown(box, 'b')).toBe('SSL: ssl: crl not found for: "S=Riga, O=A, B, CN=middle" (6)')
    takeList(box, 'http://10.0.0.1/crl/1.crl', listOf(from))
    expect(shown(box, 'b')).toBe('accepted')
    from.run('/certificate issued-revoke b')
    takeList(box, 'http://10.0.0.1/crl/2.crl', listOf(from, 2))
    expect(shown(box, 'b')).toBe('SSL: ssl: cert revoked - "CN=b" (6)')
    box.host.clock.sleep(2n * day)
    expect(shown(box, 'b')).toBe('SSL: ssl: crl not found for: "CN=b" (6)')
  })

  it('detects certificates that the device itself revoked', () => {
    const box = made()
    box.run('/certificate/settings/set crl-use=yes')
    expect(shown(box, 'b')).toBe('accepted')
    box.run('/certificate issued-revoke middle')
    expect(shown(box, 'b')).toBe('SSL: ssl: cert revoked - "S=Riga, O=A, B, CN=middle" (6)')
    expect(shown(box, 'a')).toBe('accepted')
  })
})
