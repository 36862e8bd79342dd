// Owns tests of `print detail` against captures of devices: the first line of an item, wrapping, lists, comments, sources.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printDetail } from '../../src/print/detail.ts'
import { printStyle } from '../../src/print/style.ts'
import { certificateFlags, flagColumns, item, newCertificateFlags, text } from './given.ts'

const style = printStyle('7.24')
const usage = ['digital-signature', 'key-encipherment', 'data-encipherment', 'key-cert-sign', 'crl-sign', 'tls-server', 'tls-client']

describe('details', () => {
  test('C-20: every line ends with a blank, later lines start at column 14 (7.23.3, a wide terminal)', () => {
    const ca = item(0, 'T', {
      'name"': 'mikroview-ca.crt_0',
      'trust-store': 'all',
      'digest-algorithm': 'sha256',
      trusted: 'yes',
      'common-name"': 'mikroview local CA',
      'organization"': 'mikroview',
      'subject-alt-name': [],
      issuer: 'O=mikroview,CN=mikroview local CA',
      'key-type': 'ec',
      'key-size': 'prime256v1',
      'key-usage': ['digital-signature', 'key-cert-sign', 'crl-sign'],
      'days-valid': '3650',
      'invalid-before': '2026-08-07 19:37:39',
      'invalid-after': '2036-08-04 20:37:39',
      'serial-number"': '3584f1ed917127e1488180f0248e1045',
      akid: '',
      skid: '4B3865816845B1D032754FB7545F44A3855E6B07',
      'fingerprint"': 'a0a7875756fd459330e0ba81642e10587442c71b71f827df0646133fcb9efd98',
      'expires-after': '521w2d23h56m20s',
    })
    expect(printDetail([ca], { style, flags: newCertificateFlags, width: 200 }).split('\n').slice(1)).toEqual([
      ' 0       T   name="mikroview-ca.crt_0" trust-store=all digest-algorithm=sha256 trusted=yes common-name="mikroview ' +
        'local CA" organization="mikroview" subject-alt-name="" ',
      '             issuer=O=mikroview,CN=mikroview local CA key-type=ec key-size=prime256v1 key-usage=digital-signature,' +
        'key-cert-sign,crl-sign days-valid=3650 invalid-before=2026-08-07 19:37:39 ',
      '             invalid-after=2036-08-04 20:37:39 serial-number="3584f1ed917127e1488180f0248e1045" akid="" ' +
        'skid=4B3865816845B1D032754FB7545F44A3855E6B07 ',
      '             fingerprint="a0a7875756fd459330e0ba81642e10587442c71b71f827df0646133fcb9efd98" expires-after=521w2d23h56m20s ',
      '',
    ])
  })

  test('C-01: an empty line between items, the list on a line of its own (7.1)', () => {
    const template = (number: number, name: string, keyUsage: string[]): ReturnType<typeof item> =>
      item(number, '', {
        'name"': name,
        'key-type': 'rsa',
        'common-name"': name,
        'key-size': '2048',
        'subject-alt-name': [],
        'days-valid': '365',
        'key-usage': keyUsage,
      })
    const items = [template(0, 'root-cert', ['key-cert-sign', 'crl-sign']), template(1, 'https-cert', usage)]
    expect(printDetail(items, { style: printStyle('7.1'), flags: certificateFlags, width: 130 })).toBe(
      text(
        'Flags: K - private-key, L - crl, C - smart-card-key, A - authority, I - issued, R - revoked, E - expired, T - trusted ',
        ' 0         name="root-cert" key-type=rsa common-name="root-cert" key-size=2048 subject-alt-name="" days-valid=365 ',
        '           key-usage=key-cert-sign,crl-sign ',
        '',
        ' 1         name="https-cert" key-type=rsa common-name="https-cert" key-size=2048 subject-alt-name="" days-valid=365 ',
        '           key-usage=digital-signature,key-encipherment,data-encipherment,key-cert-sign,crl-sign,tls-server,tls-client ',
      ),
    )
  })

  test('a word that would reach the last column starts a new line (/ipv6 nd of the manual: ra-lifetime=30m would end at 80)', () => {
    const first = { interface: 'ether2', 'ra-interval': '3m20s-10m', 'ra-delay': '3s', mtu: 'unspecified' }
    const second = { 'reachable-time': 'unspecified', 'retransmit-interval': 'unspecified' }
    const nd = item(0, '', { ...first, ...second, 'ra-lifetime': '30m', 'ra-preference': 'medium' })
    const printed = printDetail([nd], { style: printStyle('7.16'), flags: flagColumns('X disabled, I invalid; * default'), width: 80 })
    expect(printed).toBe(
      text(
        'Flags: X - disabled, I - invalid; * - default ',
        ' 0    interface=ether2 ra-interval=3m20s-10m ra-delay=3s mtu=unspecified ',
        '      reachable-time=unspecified retransmit-interval=unspecified ',
        '      ra-lifetime=30m ra-preference=medium ',
      ),
    )
  })

  test('a list that is too long for a line is split after commas (/user group of 7.x on 82 columns)', () => {
    const policy = 'local,telnet,ssh,reboot,read,test,winbox,password,web,sniff,sensitive,api,romon,rest-api,!ftp,!write,!policy'.split(',')
    expect(
      printDetail([item(0, '', { 'name"': 'read', policy, skin: 'default' })], { style: printStyle('7.9'), flags: [], width: 82 }),
    ).toBe(
      text(
        ' 0 name="read" policy=local,telnet,ssh,reboot,read,test,winbox,password,web,sniff,',
        '       sensitive,api,romon,rest-api,!ftp,!write,!policy ',
        '   skin=default ',
      ),
    )
    expect(printDetail([item(0, '', { 'name"': 'read', policy, skin: 'default' })], { style, flags: [], width: 129 }).split('\n')).toEqual([
      ' 0 name="read" ',
      `   policy=${policy.join(',')} `,
      '   skin=default ',
      '',
    ])
  })

  test('comments are on the first line (7.23.1), on the line below in 7.2x', () => {
    const items = [
      item(0, 'I', { chain: 'input', action: 'mark-connection' }, ['infora-lb', 'in/out-interface matcher not possible']),
      item(10, 'X', { chain: 'dstnat' }, ['AGENT']),
    ]
    expect(printDetail(items, { style, flags: flagColumns('X disabled, I invalid; D dynamic'), width: 80 })).toBe(
      text(
        'Flags: X - DISABLED, I - INVALID; D - DYNAMIC ',
        ' 0 I  ;;; infora-lb',
        '      ;;; in/out-interface matcher not possible',
        '      chain=input action=mark-connection ',
        '',
        '10 X  ;;; AGENT',
        '      chain=dstnat ',
      ),
    )
  })

  test('dynamic routes of 7.23.1 and items with ids have no number', () => {
    const flags = flagColumns('D; I, A; c, v; H; +')
    expect(printDetail([item(undefined, 'DAv', { distance: '1' })], { style, flags, width: 80 })).toBe(
      'Flags: D; I, A; c, v; H; + \n   DAv   distance=1 \n',
    )
    const rule = item(0, '', { chain: 'srcnat' })
    expect(printDetail([rule], { style, flags: flagColumns('X, I; D'), width: 80, showIds: true })).toBe(
      'Flags: X, I; D \n*1    chain=srcnat \n',
    )
  })

  test('the lines of a source follow its name, without quotes (/system script of 7.x)', () => {
    const source = '#ATIVA O MODO\r\n\r\n/ip/dhcp-server/disable dhcp1'
    const items = [item(0, '', { 'name"': 'ATIVAR', source, last: '1' }), item(1, '', { source: '/user set admin password=""' })]
    expect(printDetail(items, { style, flags: flagColumns('I invalid'), width: 80 })).toBe(
      text(
        'Flags: I - INVALID ',
        ' 0   name="ATIVAR" source=',
        '       #ATIVA O MODO',
        '       ',
        '       /ip/dhcp-server/disable dhcp1',
        '     last=1 ',
        '',
        ' 1   source=/user set admin password="" ',
      ),
    )
  })

  test('without items only the legend (C-80), in 2.8 an empty line after the last item', () => {
    expect(printDetail([], { style, flags: flagColumns('I invalid'), width: 80 })).toBe(text('Flags: I - INVALID '))
    const flags = flagColumns('K decrypted-private-key, Q private-key; R rsa, D dsa')
    expect(printDetail([item(0, 'QR', { 'name"': 'cert1', ca: 'yes' })], { style: printStyle('2.8'), flags, width: 80 })).toBe(
      text('Flags: K - decrypted-private-key, Q - private-key, R - rsa, D - dsa ', ' 0 QR name="cert1" ca=yes ', ''),
    )
  })

  test('an item without values has its number', () => {
    expect(printDetail([item(0, '', {}), item(1, '', {}, ['x'])], { style, flags: [], width: 80 })).toBe(text(' 0 ', '', ' 1 ;;; x'))
  })
})

describe('any details', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 60 })
  const words = fc.stringMatching(/^[a-z]{1,20}$/)

  test('any bytes can be printed', () => {
    fc.assert(
      fc.property(bytes, fc.array(bytes), bytes, fc.integer({ min: 1, max: 130 }), (quoted, list, comment, width) =>
        printDetail([item(0, 'K', { 'a"': quoted, list, c: quoted }, [comment])], { style, flags: certificateFlags, width }).endsWith('\n'),
      ),
    )
  })

  test('lines leave the last column empty, and contain every value', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), fc.array(words), (texts, list) => {
        const given = Object.fromEntries(texts.map((value, at) => [`v${at}`, value]))
        const printed = printDetail([item(0, '', { ...given, list })], { style, flags: [], width: 40 })
        const rows = printed.split('\n').slice(0, -1)
        const joined = rows.map((row) => row.slice(3).trimStart()).join('')
        // 41: the text behind the last blank of a line, and the comma of a split list, may exceed the end.
        const kept = [...texts.map((value, at) => `v${at}=${value} `), ...(list.length > 0 ? [`list=${list.join(',')} `] : [])]
        return rows.every((row) => row.trimEnd().length <= 41) && kept.every((word) => joined.includes(word))
      }),
    )
  })
})
