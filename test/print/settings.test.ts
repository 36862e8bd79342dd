// Owns tests of settings, counters, progress, value lists and terse lines against captures of devices.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printCounters, printProgress, printSettings, printValueList } from '../../src/print/settings.ts'
import { printStyle } from '../../src/print/style.ts'
import { printTerse } from '../../src/print/terse.ts'
import { flagColumns, item, text, values } from './given.ts'

const style = printStyle('7.24')

describe('settings', () => {
  test('C-56: names end at the colon, values are padded to the widest (7.23)', () => {
    const given = values({ 'builtin-trust-store': ['fetch', 'mqtt', 'wiliot'], 'crl-download': 'no', 'crl-use': 'no', 'crl-store': 'ram' })
    expect(printSettings(given, style)).toBe(
      text(
        '  builtin-trust-store: fetch ',
        '                       mqtt  ',
        '                       wiliot',
        '         crl-download: no    ',
        '              crl-use: no    ',
        '            crl-store: ram   ',
      ),
    )
  })

  test('C-66: the longest name has two blanks in front', () => {
    const printed = printSettings(values({ 'ddns-enabled': 'yes', 'public-address-ipv6': '2a02:610:7501:1000::2', servers: [] }), style)
    expect(printed.split('\n').map((line) => line.trimEnd())).toEqual([
      '         ddns-enabled: yes',
      '  public-address-ipv6: 2a02:610:7501:1000::2',
      '              servers:',
      '',
    ])
  })

  test('a comment of the device is above (/interface pptp-server server of 7.23.1)', () => {
    const given = values({ enabled: 'no', 'keepalive-timeout': '30' })
    expect(printSettings(given, style, ['PPTP connections are considered unsafe'])).toBe(
      text('                 ;;; PPTP connections are considered unsafe', '            enabled: no', '  keepalive-timeout: 30'),
    )
  })

  test('6.x has no padding', () => {
    expect(printSettings(values({ a: 'long', b: 'x' }), printStyle('6.45'))).toBe(text('  a: long', '  b: x'))
  })
})

describe('counters and progress', () => {
  const counted = [
    ['certificates-imported', 1],
    ['private-keys-imported', 0],
    ['files-imported', 1],
    ['decryption-failures', 0],
    ['keys-with-no-certificate', 0],
  ] as const

  test('C-05, C-33: right-aligned, then an empty line', () => {
    const block = text(
      '     certificates-imported: 1',
      '     private-keys-imported: 0',
      '            files-imported: 1',
      '       decryption-failures: 0',
      '  keys-with-no-certificate: 0',
      '',
    )
    expect(printCounters(counted, printStyle('6.44'))).toBe(block)
    expect(printCounters(counted, printStyle('7.3.1'))).toBe(block)
  })

  test('2.8: two blanks in front of each, no empty line', () => {
    expect(printCounters([['keys-decrypted', 1]], printStyle('2.8'))).toBe(text('  keys-decrypted: 1'))
    expect(printCounters(counted, printStyle('2.8'))).toMatchInlineSnapshot(`
      "  certificates-imported: 1
        private-keys-imported: 0
        files-imported: 1
        decryption-failures: 0
        keys-with-no-certificate: 0
      "
    `)
  })

  test('C-02: progress', () => {
    expect(printProgress('done')).toBe('  progress: done\n\n')
  })
})

describe('print value-list', () => {
  const items = [item(0, '', { name: 'ether1', type: 'ether' }), item(1, '', { name: 'bridge-local', mtu: '1500' })]

  test('has names as rows, items as columns', () => {
    expect(printValueList(items, 80)).toBe(
      text('  name: ether1  bridge-local', '  type: ether               ', '   mtu:         1500        '),
    )
  })

  test('continues below with columns that do not fit', () => {
    expect(printValueList(items, 24)).toBe(
      text(
        '  name: ether1',
        '  type: ether ',
        '   mtu:       ',
        '',
        '  name: bridge-local',
        '  type:             ',
        '   mtu: 1500        ',
      ),
    )
  })
})

describe('print terse', () => {
  const all = flagColumns('K private-key; D dsa; L crl; C smart-card-key; A authority; I issued, R revoked; E expired; T trusted')

  test('C-12: has all columns of flags, and no quotes (6.43)', () => {
    const items = [
      item(0, 'T', { 'name"': 'ISRG-Root-X1', issuer: 'C=US,O=Internet Security Research Group,CN=ISRG Root X1' }),
      item(1, 'LT', { 'key-usage': ['digital-signature', 'key-cert-sign'] }),
    ]
    expect(printTerse(items, { style: printStyle('6.43'), flags: all })).toBe(
      text(
        ' 0        T name=ISRG-Root-X1 issuer=C=US,O=Internet Security Research Group,CN=ISRG Root X1',
        ' 1   L    T key-usage=digital-signature,key-cert-sign',
      ),
    )
  })

  test('7.x has the used columns, comment first (ntc-templates, interface_print_terse 4)', () => {
    const flags = flagColumns('D dynamic; X disabled; I inactive, R running; S slave; P passthrough')
    const items = [
      item(0, 'RS', { name: 'ether1' }, ['ge to site1']),
      item(1, 'XS', { name: 'ether2' }),
      item(28, 'R', { name: 'lan_bridge' }),
    ]
    expect(printTerse(items, { style, flags })).toBe(
      text(' 0  RS comment=ge to site1 name=ether1', ' 1 X S name=ether2', '28  R  name=lan_bridge'),
    )
  })

  test('prints ids', () => {
    const flags = flagColumns('X disabled, I invalid; D dynamic')
    expect(printTerse([item(0, 'X', { address: '1.2.3.4/24' })], { style, flags, showIds: true })).toBe(text('*1 X address=1.2.3.4/24'))
  })
})

test('any bytes can be printed', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) })
  fc.assert(
    fc.property(fc.array(bytes), bytes, fc.integer({ min: 1, max: 99 }), (list, other, width) => {
      const items = [item(0, '', { list, other }, [other])]
      expect(printTerse(items, { style, flags: [] }).split('\n')).toHaveLength(2)
      return printSettings(values({ list, other }), style, [other]).endsWith('\n') && printValueList(items, width).endsWith('\n')
    }),
  )
})
