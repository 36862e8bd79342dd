// Owns tests of exports against captures of devices: header, sections, quoting, and where lines are split.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportHeader, printExport, printTerseExport, type ExportLine } from '../../src/print/export.ts'
import { detailQuoted, exportValue } from '../../src/print/quote.ts'
import { printStyle } from '../../src/print/style.ts'
import { Account, onAccount } from '../../src/value/limits.ts'
import { text } from './given.ts'
import { second } from '../../src/text/units.ts'
import { thrownBy } from '../harness/expected.ts'

const style = printStyle('7.16')

const add = (values: Record<string, string | undefined>): ExportLine => ({ verb: 'add', values: Object.entries(values) })
const set = (selector: string, values: Record<string, string>): ExportLine => ({ verb: 'set', selector, values: Object.entries(values) })

/** Returns the lines of one section at 80 columns. */
const exported = (path: string, ...lines: ExportLine[]): string => printExport([{ path, lines }], style, 80)

describe('header', () => {
  const now = 1_730_118_528n * second

  test('a board of 7.16.1', () => {
    const board = { model: 'RB5009UG+S+', serialNumber: 'EC1A0' }
    expect(exportHeader({ now, release: '7.16.1', ...board }, style)).toBe(
      text('# 2024-10-28 12:28:48 by RouterOS 7.16.1', '# software id = ', '#', '# model = RB5009UG+S+', '# serial number = EC1A0'),
    )
  })

  test('a CHR prints its system id from 7.18 on', () => {
    expect(exportHeader({ now, release: '7.18.2' }, printStyle('7.18.2'))).toBe(
      '# 2024-10-28 12:28:48 by RouterOS 7.18.2\n# system id = \n#\n',
    )
    expect(exportHeader({ now, release: '7.18.2', model: 'RB760iGS' }, printStyle('7.18.2'))).toBe(
      '# 2024-10-28 12:28:48 by RouterOS 7.18.2\n# software id = \n#\n# model = RB760iGS\n',
    )
  })

  test('a CHR has no software id; months are names up to 7.9', () => {
    expect(exportHeader({ now, release: '6.49.17' }, printStyle('6.49.17'))).toBe(
      text('# oct/28/2024 12:28:48 by RouterOS 6.49.17', '# software id = ', '#'),
    )
  })
})

describe('sections', () => {
  test('paths have blanks, empty sections are omitted, unset values have a mark', () => {
    const sections = [
      { path: '/ip/address', lines: [] },
      { path: '/ip/service', lines: [set('telnet', { disabled: 'yes' })] },
      {
        path: 'interface bridge',
        lines: [add({ name: 'BR1', 'admin-mac': undefined }), { ...add({ name: 'BR2' }), remarks: ['MTU > L2MTU'] }],
      },
    ]
    expect(printExport(sections, style, 80)).toBe(
      text('/ip service', 'set telnet disabled=yes', '/interface bridge', 'add name=BR1 !admin-mac', '# MTU > L2MTU', 'add name=BR2'),
    )
  })

  test('terse: the path on each line, split only at line ends within text', () => {
    const long = 'a'.repeat(90)
    expect(printTerseExport([{ path: '/system/script', lines: [add({ name: long, source: 'x\r\n y' }), add({ name: 'b' })] }], style)).toBe(
      text(`/system script add name=${long} source="x\\r\\`, '    \\n y"', '/system script add name=b'),
    )
  })
})

describe('split lines, as in exports of 7.16', () => {
  test('a value that would end at column 78 moves to the next line, its name stays', () => {
    const address = add({ address: '10.255.0.26/30', comment: 'CORE-1', interface: 'ether1', network: '10.255.0.24' })
    expect(exported('/ip address', address)).toBe(
      text('/ip address', 'add address=10.255.0.26/30 comment=CORE-1 interface=ether1 network=\\', '    10.255.0.24'),
    )
  })

  test('an argument that ends at column 77 stays; one whose name does not fit moves completely', () => {
    const wireless = { band: '2ghz-b/g/n', country: 'new zealand', disabled: 'no', distance: 'indoors', installation: 'outdoor' }
    const rest = { 'security-profile': 'Client', ssid: 'yourwifihere', 'wireless-protocol': '802.11' }
    expect(exported('/interface wireless', set('[ find default-name=wlan1 ]', { ...wireless, ...rest }))).toBe(
      text(
        '/interface wireless',
        'set [ find default-name=wlan1 ] band=2ghz-b/g/n country="new zealand" \\',
        '    disabled=no distance=indoors installation=outdoor security-profile=Client \\',
        '    ssid=yourwifihere wireless-protocol=802.11',
      ),
    )
    const hotspot = add({ 'address-pool': 'hs-pool-3', disabled: 'no', interface: 'ether2', name: 'hotspot1', profile: 'hsprof1' })
    expect(exported('/ip hotspot', hotspot)).toBe(
      text('/ip hotspot', 'add address-pool=hs-pool-3 disabled=no interface=ether2 name=hotspot1 \\', '    profile=hsprof1'),
    )
  })

  test('names may end at column 77 too, and a line may be split twice', () => {
    const drop = add({ action: 'drop', chain: 'input', comment: 'defconf: drop invalid', 'connection-state': 'invalid' })
    const comment = 'defconf: accept established,related, untracked'
    const accept = add({ action: 'accept', chain: 'forward', comment, 'connection-state': 'established,related,untracked' })
    expect(exported('/ip firewall filter', drop, accept)).toBe(
      text(
        '/ip firewall filter',
        'add action=drop chain=input comment="defconf: drop invalid" connection-state=\\',
        '    invalid',
        'add action=accept chain=forward comment=\\',
        '    "defconf: accept established,related, untracked" connection-state=\\',
        '    established,related,untracked',
      ),
    )
  })

  test('C-57: verbose settings of 7.19 or 7.20', () => {
    const settings = { 'builtin-trust-anchors': 'not-trusted', 'crl-download': 'no', 'crl-store': 'ram', 'crl-use': 'no' }
    expect(exported('/certificate/settings', { verb: 'set', values: Object.entries(settings) })).toBe(
      text('/certificate settings', 'set builtin-trust-anchors=not-trusted crl-download=no crl-store=ram crl-use=\\', '    no'),
    )
  })

  test('a source starts in place and reaches column 78, and each of its lines starts a new one', () => {
    const policy = 'ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon'
    const source =
      '{\r\n:loc time [/sys clock get time];:glo Fname ("test"."_".[:pick [$time] 0 2]);\r\n' +
      '/interface wireless sniffer set multiple-channels=yes file-n="$Fname" receive-errors=no;\r\n'
    expect(exported('/system script', add({ name: 'Sniffer', owner: 'admin', policy, source }))).toBe(
      text(
        '/system script',
        'add name=Sniffer owner=admin policy=\\',
        `    ${policy} source="{\\`,
        '    \\r\\',
        '    \\n:loc time [/sys clock get time];:glo Fname (\\"test\\".\\"_\\".[:pick [\\$tim\\',
        '    e] 0 2]);\\r\\',
        '    \\n/interface wireless sniffer set multiple-channels=yes file-n=\\"\\$Fname\\"\\',
        '    \\_receive-errors=no;\\r\\',
        '    \\n"',
      ),
    )
  })

  test('a long list without line ends is quoted and split', () => {
    const list = Array.from({ length: 12 }, (_, at) => `10.${at}.0.0/16`).join(',')
    const printed = exported('/interface wireguard peers', add({ 'allowed-address': list }))
    expect(printed.split('\n')[1]).toBe('add allowed-address="10.0.0.0/16,10.1.0.0/16,10.2.0.0/16,10.3.0.0/16,10.4.0.0/\\')
    expect(readBack(printed)).toEqual([{ verb: 'add', values: [['allowed-address', list]] }])
  })
})

describe('quoting', () => {
  test.each([
    ['', '""'],
    ['5Ghz', '5Ghz'],
    ['!LAN', '!LAN'],
    ['MARKED-443:', 'MARKED-443:'],
    ['jr4npLFz+/8kU=', '"jr4npLFz+/8kU="'],
    ['"EBs="', '"\\"EBs=\\""'],
    ['a b', '"a b"'],
    ['$x;\\', '"\\$x;\\\\"'],
    ['\xc3\xa9\x00\t', '"\\C3\\A9\\00\\t"'],
    ['a?', '"a\\?"'],
  ])('%j is written %s', (value, written) => {
    expect(exportValue(value, style)).toBe(written)
  })

  test('question marks are escaped from 6.x on', () => {
    for (const release of ['6.49', '7.1', '7.10', '7.21']) expect(exportValue('a?', printStyle(release))).toBe('"a\\?"')
  })

  test('details keep non-ASCII characters', () => {
    expect(detailQuoted('\xc3\xa9"\n')).toBe('"\xc3\xa9\\"\\n"')
  })
})

describe('a text of a megabyte', () => {
  const long = [{ path: '/ip/address', lines: [add({ comment: 'a b'.repeat(350_000) })] }]

  test.each([
    ['broken into lines', () => printExport(long, style, 80)],
    ['in one line', () => printTerseExport(long, style)],
  ])('counts as work while it is %s', (_, print) => {
    // The limit is exceeded at the first check; without a limit the whole text is written.
    class Spent extends Account {
      override checkLimitsIfDue(): void {
        throw new Error('the limit')
      }
    }
    expect(thrownBy(() => onAccount(new Spent(), print))).toBe('Error: the limit')
    expect(print().length).toBeGreaterThan(1_000_000)
  })
})

describe('every export', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 200 })
  const likely = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '\\', '$', '\r', '\n', ',', '='), maxLength: 200 })
  const name = fc.stringMatching(/^[a-z][a-z-]{0,30}[a-z]$/)
  const lines = fc.array(fc.array(fc.tuple(name, fc.oneof(bytes, likely)), { maxLength: 6 }), { maxLength: 4 })
  const releases = fc.constantFrom('6.49', '7.24')

  test('is read as the same values, at any width and terse', () => {
    fc.assert(
      fc.property(lines, releases, fc.integer({ min: 60, max: 200 }), (given, release, width) => {
        const section = { path: '/a', lines: given.map((values): ExportLine => ({ verb: 'add', values })) }
        const expected = given.map((values) => ({ verb: 'add', values }))
        expect(readBack(printExport([section], printStyle(release), width))).toEqual(expected)
        expect(readBack(printTerseExport([section], printStyle(release)).replaceAll(/^\/a /gm, ''))).toEqual(expected)
      }),
    )
  })

  test('has no line over 79 columns', () => {
    fc.assert(
      fc.property(lines, releases, (given, release) => {
        const section = { path: '/a', lines: given.map((values): ExportLine => ({ verb: 'add', values })) }
        return printExport([section], printStyle(release), 80)
          .split('\n')
          .every((line) => line.length <= 79)
      }),
    )
  })
})

/** Parses the commands of an export by the rules of the language: lines joined at `\`, escapes in quotes. */
function readBack(printed: string): { verb: string; values: [string, string][] }[] {
  const joined = printed.replace(/\\\n */g, '')
  return joined
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('/'))
    .map((line) => {
      const verb = /^\w+/.exec(line)?.[0] ?? ''
      const words = [...line.slice(verb.length).matchAll(/ ([a-z-]+)=("(?:\\.|[^"\\])*"|[^ "]*)/g)]
      return { verb, values: words.map(([, name = '', written = '']): [string, string] => [name, unquoted(written)]) }
    })
}

const escapes: Record<string, string> = { r: '\r', n: '\n', t: '\t', _: ' ' }

function unquoted(written: string): string {
  if (!written.startsWith('"')) return written
  const byte = (code: string): string => (code.length === 2 ? String.fromCharCode(parseInt(code, 16)) : (escapes[code] ?? code))
  return written.slice(1, -1).replace(/\\([0-9A-F]{2}|.)/g, (_all, code: string) => byte(code))
}
