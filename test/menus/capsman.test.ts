// Owns tests of the certificates that CAPsMAN creates for itself.
import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signedOf } from '../../src/menus/certificate/parts/signed.ts'
import type { StoredRow } from '../../src/device/rows/store.ts'
import { testConsole, type TestConsole } from '../device/console.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { newYear } from '../pki/fixture.ts'
import { existing } from '../harness/existing.ts'

const start = (release = '7.24'): TestConsole => testConsole({ release, keys: fixtureKeys(), width: 120, now: newYear })
const all = 'enabled=yes certificate=auto ca-certificate=auto'
const names = ({ run }: TestConsole): string => run(':foreach c in=[/certificate/find] do={ :put [/certificate/get $c name] }')

describe('automatic certificates', () => {
  // The manual's CAPsMAN page, made on an early 6.x; address, fingerprints and the line breaks of its window differ.
  it('are created as in the manual', () => {
    const box = start('6.14')
    box.run('/interface ethernet set ether1 mac-address=00:0C:42:4C:30:F3')
    box.run(`/caps-man manager set ${all}`)
    expect(box.run('/caps-man manager print')).toBe(`                   enabled: yes
               certificate: auto
            ca-certificate: auto
              package-path: 
            upgrade-policy: none
  require-peer-certificate: no
     generated-certificate: CAPsMAN-000C424C30F3
  generated-ca-certificate: CAPsMAN-CA-000C424C30F3
`)
    const printed = box.run('/certificate print detail')
    expect(
      printed
        .replaceAll(/fingerprint="[0-9a-f]{40}"/g, 'FINGERPRINT')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(', key-cert', ',key-cert'),
    ).toBe(
      'Flags: K - private-key, D - dsa, L - crl, C - smart-card-key, A - authority, I - issued, R - revoked, E - expired, T - trusted ' +
        '0 K A T name="CAPsMAN-CA-000C424C30F3" common-name="CAPsMAN-CA-000C424C30F3" key-size=2048 days-valid=24854 trusted=yes ' +
        'key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign serial-number="1" FINGERPRINT ' +
        'invalid-before=jan/01/1970 00:00:01 invalid-after=jan/18/2038 03:14:07 ' +
        '1 K I name="CAPsMAN-000C424C30F3" common-name="CAPsMAN-000C424C30F3" key-size=2048 days-valid=24854 trusted=no ' +
        'key-usage=digital-signature,key-encipherment ca=CAPsMAN-CA-000C424C30F3 serial-number="1" FINGERPRINT ' +
        'invalid-before=jan/01/1970 00:00:01 invalid-after=jan/18/2038 03:14:07 ',
    )
  })

  it('form a valid chain', () => {
    const box = start()
    box.run(`/caps-man/manager/set ${all}`)
    const [first, second] = box.device.storeAt('/certificate').items
    const certificate = (row: StoredRow | undefined): X509Certificate =>
      new X509Certificate(existing(signedOf(existing(row, 'row')), 'certificate').der)
    const [ca, own] = [certificate(first), certificate(second)]
    expect(ca.ca).toBe(true)
    expect(own.ca).toBe(false)
    expect(own.verify(ca.publicKey)).toBe(true)
    expect(own.checkIssued(ca)).toBe(true)
    expect(own.validTo).toBe(ca.validTo)
  })

  it.each(['/interface/wifi/capsman', '/interface/wifiwave2/capsman'])('of %s have a longer name', (menu) => {
    const box = start(menu.includes('wave') ? '7.12' : '7.24')
    box.run(`${menu}/set ${all}`)
    expect(names(box)).toBe('WiFi-CAPsMAN-CA-000C42F3C9EB\nWiFi-CAPsMAN-000C42F3C9EB\n')
    expect(box.run(`:put [${menu}/get generated-certificate]`)).toBe('WiFi-CAPsMAN-000C42F3C9EB\n')
  })

  it('are created once, and only by an enabled manager', () => {
    const box = start()
    box.run('/caps-man/manager/set certificate=auto ca-certificate=auto')
    expect(names(box)).toBe('')
    box.run('/caps-man/manager/set enabled=yes')
    const made = names(box)
    expect(made).toBe('CAPsMAN-CA-000C42F3C9EB\nCAPsMAN-000C42F3C9EB\n')
    box.run('/caps-man/manager/set require-peer-certificate=yes')
    expect(names(box)).toBe(made)
  })

  it('are issued by the named authority, and not at all if it is missing', () => {
    const box = start()
    box.run('/caps-man/manager/set enabled=yes certificate=auto')
    expect(names(box)).toBe('')
    box.run('/certificate/add name=ca common-name=ca key-usage=key-cert-sign,crl-sign; /certificate/sign ca')
    box.run('/caps-man/manager/set ca-certificate=ca')
    expect(names(box)).toBe('ca\nCAPsMAN-000C4270710A\n')
    expect(box.run(':put [/certificate/get 1 ca]')).toBe('ca\n')
  })

  it('are referred to by their new names, and the export is unchanged', () => {
    const box = start()
    box.run(`/caps-man/manager/set ${all}; /certificate/set 0 name=mine`)
    expect(box.run(':put [/caps-man/manager/get generated-ca-certificate]')).toBe('mine\n')
    expect(box.run('/caps-man/manager/export')).not.toContain('generated')
  })
})
