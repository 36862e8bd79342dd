// Owns the tests of releases, headers and packages in `check`, and that it never throws.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { createChecker } from '../../../src/resolve/check/checker.ts'
import { exportedBy } from '../../../src/schema/export-header.ts'
import { releasesIn } from '../../../src/resolve/check/knowledge.ts'
import { similar } from '../../../src/resolve/check/similar.ts'
import type { Packages } from '../../../src/schema/package-names.ts'
import { scriptBits } from '../../harness/script-bits.ts'
import { Source } from '../../../src/text/source.ts'
import { processorTime } from '../../harness/processor.ts'

const findingsOf = (text: string, release?: string, packages: Packages = 'all'): string[] =>
  createChecker({ release, packages }, loadFacts)
    .check(new Source(text))
    .map(({ severity, code, help }) => `${severity} ${code}: ${help ?? ''}`)

describe('releases', () => {
  it('are named if a name exists only in another one', () => {
    expect(findingsOf('/certificate settings set builtin-trust-store=all', '7.20')).toEqual([
      'error expected-end-of-command: builtin-trust-store of /certificate/settings/set: RouterOS has it since 7.21',
    ])
    expect(findingsOf('/certificate settings set builtin-trust-anchors=trusted', '7.24')).toEqual([
      'late bad-parameter: builtin-trust-anchors of /certificate/settings/set: RouterOS has it from 7.19 to 7.20',
    ])
    expect(findingsOf('/app print', '7.20')).toEqual(['late bad-command-name: /app: RouterOS has it since 7.21'])
  })

  it('say what a later one has instead, also where the name was read as a value', () => {
    const instead = 'since 7.17 each server is a row: add name=NAME certificate=NAME disabled=no, or set [find name=NAME] disabled=no'
    const until = `enabled of /interface/ovpn-server/server/set: RouterOS has it until 7.16; ${instead}`
    expect(findingsOf('/interface ovpn-server server set enabled=yes', '7.24')).toEqual([`error expected-end-of-command: ${until}`])
    expect(findingsOf('/interface ovpn-server server set [find] enabled=yes', '7.24')).toEqual([`late bad-parameter: ${until}`])
    expect(findingsOf('/interface ovpn-server server set enabled=yes', '7.16')).toEqual([])
    expect(findingsOf('/ip address set adress=192.0.2.1/24')).toEqual(["error expected-end-of-command: did you mean 'address'?"])
  })

  it('have packages, and a finding names the missing one', () => {
    expect(findingsOf('/container print', '7.22', [])).toEqual(['late bad-command-name: /container: it needs the package container'])
  })

  it('are read from the header of an export by default', () => {
    const text = '# 2024-05-01 10:00:00 by RouterOS 7.20\n/certificate settings\nset builtin-trust-anchors=trusted\n'
    expect(findingsOf(text)).toEqual([])
    expect(findingsOf(text, '7.24')).toHaveLength(1)
  })

  it('without facts turn every finding about names into a hint', () => {
    const text = '/interface wireless registration-table print\n/ip nonsense add a=b\n/ip dns set primary-dns=1.1.1.1\n'
    for (const release of ['6.49.18', '7.5', '7.31'])
      expect(findingsOf(text, release).filter((one) => !one.startsWith('hint '))).toEqual([])
  })

  it('of a range are those with facts', () => {
    const known = ['7.9.2', '7.12.2', '7.16.2', '7.23.3', '7.24']
    expect(releasesIn('7.12..7.16', known)).toEqual(['7.12.2', '7.16.2'])
    expect(releasesIn('7.16..', known)).toEqual(['7.16.2', '7.23.3', '7.24'])
    expect(releasesIn('..7.12.9', known)).toEqual(['7.9.2', '7.12.2'])
    expect(releasesIn('7.23', known)).toEqual(['7.23.3'])
  })
})

describe('values', () => {
  it('that look like a misspelt name of a row of every device are hints in scripts', () => {
    const hint = (near: string): string => `hint undefined-reference: did you mean '${near}'?`
    expect(findingsOf('/user add name=x group=fulll password=abc')).toEqual([hint('full')])
    expect(findingsOf('/ppp secret add name=a profile=default-encryptio')).toEqual([hint('default-encryption')])
    expect(findingsOf('/system logging add topics=info action=memoryy')).toEqual([hint('memory')])
    expect(findingsOf('/user add name=x group=writer password=abc')).toEqual([])
    expect(findingsOf('/ppp secret add name=a profile=default2')).toEqual([])
  })

  it('that are no times say how a time is written', () => {
    const form = 'a time is a number with a unit (s, m, h, d, w), as 10m or 1h30m, or a clock, as 00:10:00'
    expect(findingsOf('/ip dhcp-server set [find] lease-time=10mm')).toEqual([`late wrong-type: write 10m: ${form}`])
    expect(findingsOf('/ip dhcp-server set [find] lease-time=2Days')).toEqual([`late wrong-type: write 2d: ${form}`])
    expect(findingsOf('/ip dhcp-server set [find] lease-time=soon')).toEqual([`late wrong-type: ${form}`])
  })
})

describe('settings of boards', () => {
  const text = '/interface vlan add name=v vlan-id=2 interface=ether1 l3-hw-offloading=no'

  it('are a hint where no board is known', () => {
    expect(findingsOf(text)).toEqual([
      'hint only-on-boards: boards have it, virtual machines do not; choose a board with --board, as --board RB5009UG+S+',
    ])
    const filter = '/ip firewall filter add chain=forward action=fasttrack-connection hw-offload=yes'
    expect(findingsOf(filter)).toEqual([
      'hint only-on-boards: boards have it, virtual machines only until 7.20; choose a board with --board, as --board RB5009UG+S+',
    ])
    expect(findingsOf(filter, '7.16')).toEqual([])
  })

  it('are right on a board, and in exports', () => {
    const onBoard = createChecker({ packages: 'all', board: 'RB5009UG+S+' }, loadFacts)
    expect(onBoard.check(new Source(text))).toEqual([])
    expect(findingsOf(`# 2025-03-14 10:22:33 by RouterOS 7.24\n${text}\n`)).toEqual([])
  })
})

describe('headers of exports', () => {
  it.each([
    ['# sep/17/2022 18:54:27 by RouterOS 7.5', '7.5'],
    ['# 2025-01-21 15:50:57 by RouterOS 7.15.3\r\n# software id = A', '7.15.3'],
    ['# model = x\n# nov/ 5/2022 10:00:00 by RouterOS 6.49.7', '6.49.7'],
    ['# 1970-01-02 00:00:00 by RouterOS 7.1rc3', '7.1rc3'],
    [':put 1\n# 2025-01-21 15:50:57 by RouterOS 7.15.3', undefined],
    ['# a script', undefined],
  ])('%j', (text, release) => expect(exportedBy(text)).toBe(release))

  it('are found behind any number of blank lines, quickly', () => {
    const before = processorTime()
    expect(exportedBy(`${'\n'.repeat(200)}:put 1\n# exported by RouterOS 7.20`)).toBe(undefined)
    expect(exportedBy(`${'\n'.repeat(200)}# exported by RouterOS 7.20`)).toBe('7.20')
    expect(processorTime() - before).toBeLessThan(1000)
  })
})

describe('similar names', () => {
  it('are only the nearest, and none if no name is similar', () => {
    expect(similar('adress', ['address', 'addresses', 'arp'])).toEqual(['address'])
    expect(similar('nmae', ['name', 'mac'])).toEqual(['name'])
    expect(similar('xyz', ['address', 'name'])).toEqual([])
    expect(similar('Address', ['address'])).toEqual(['address'])
  })
})

describe('any text', () => {
  it('is checked without throwing, with findings inside it', () => {
    const checker = createChecker({ packages: 'all' }, loadFacts)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scriptBits), { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        for (const { from, to, line, column } of checker.check(new Source(text))) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(from).toBeLessThanOrEqual(to)
          expect(line).toBeGreaterThan(0)
          expect(column).toBeGreaterThan(0)
        }
      }),
      { numRuns: 300 },
    )
  })
})
