// Owns tests of tables of 7.x against captures of devices: columns, numbers, flags, comments, shortened headers.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TableColumn } from '../../src/print/grid.ts'
import { printStyle } from '../../src/print/style.ts'
import { printTable } from '../../src/print/table.ts'
import { certificateFlags, flagColumns, item, newCertificateFlags, text } from './given.ts'

const style = printStyle('7.24')
const named = (...names: string[]): TableColumn[] =>
  names.map((name) => (name.endsWith('>') ? { name: name.slice(0, -1), right: true } : { name }))

describe('tables of 7.x', () => {
  test('C-21: only used flags, no empty column, TRUST-STORE as wide as its values (7.23.1)', () => {
    const items = [
      item(0, 'KAT', {
        name: 'sstp-korona-ca',
        'trust-store': 'all',
        'common-name': 'korona-ca',
        'subject-alt-name': [],
        skid: 'EF1D90ECA4A609B04C473F845FAF283F17D932EE',
      }),
      item(1, 'KIT', {
        name: 'cert-korona-sstp-server',
        'trust-store': 'all',
        'common-name': 'hkb0akb33z4.sn.mynetname.net',
        'subject-alt-name': 'IP:89.109.14.221',
        skid: '8DC36CC29F13B79657CB1EC5F881A19C2F5DB10C',
      }),
    ]
    const columns = named('name', 'trust-store', 'common-name', 'subject-alt-name', 'fingerprint', 'skid')
    expect(printTable(items, columns, { style, flags: newCertificateFlags, width: 129 })).toBe(
      text(
        'Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED',
        'Columns: NAME, TRUST-STORE, COMMON-NAME, SUBJECT-ALT-NAME, SKID',
        '#      NAME                     TRU  COMMON-NAME                   SUBJECT-ALT-NAME  SKID                                    ',
        '0 KA T sstp-korona-ca           all  korona-ca                                       EF1D90ECA4A609B04C473F845FAF283F17D932EE',
        '1 K IT cert-korona-sstp-server  all  hkb0akb33z4.sn.mynetname.net  IP:89.109.14.221  8DC36CC29F13B79657CB1EC5F881A19C2F5DB10C',
      ),
    )
  })

  test('X-print-4: numbers are right-aligned, in the requested order (7.x)', () => {
    const items = [item(0, 'R', { 'vlan-id': '22', name: 'vlan22-lan-general', mtu: '1500', l2mtu: '1510' })]
    const flags = flagColumns('D dynamic; X disabled, I inactive; R running')
    expect(printTable(items, named('vlan-id>', 'name', 'mtu>', 'l2mtu>'), { style: printStyle('7.2'), flags, width: 80 })).toBe(
      text(
        'Flags: R - RUNNING',
        'Columns: VLAN-ID, NAME, MTU, L2MTU',
        '#   VLAN-ID  NAME                 MTU  L2MTU',
        '0 R      22  vlan22-lan-general  1500   1510',
      ),
    )
  })

  test('C-24: the last column is padded too (7.15)', () => {
    const items = [
      item(0, 'LT', {
        name: 'Quad9-root',
        'common-name': 'DigiCert Global G3 TLS ECC SHA384 2020 CA1',
        skid: '8a23eb9e6bd7f9375df96d2139769aa167de10a8',
      }),
    ]
    expect(
      printTable(items, named('name', 'common-name', 'skid'), { style: printStyle('7.15'), flags: certificateFlags, width: 150 }),
    ).toBe(
      text(
        'Flags: L - CRL; T - TRUSTED',
        'Columns: NAME, COMMON-NAME, SKID',
        '#    NAME        COMMON-NAME                                 SKID                                    ',
        '0 LT Quad9-root  DigiCert Global G3 TLS ECC SHA384 2020 CA1  8a23eb9e6bd7f9375df96d2139769aa167de10a8',
      ),
    )
  })

  test('C-25: ids instead of numbers, with a left-aligned header', () => {
    const items = [item(0, 'KAET', { name: 'local-root-cert' }), item(2, 'KAET', { name: 'webfig' }), item(26, '', { name: 'x' })]
    expect(printTable(items, named('name'), { style: printStyle('7.14'), flags: certificateFlags, width: 80, showIds: true })).toBe(
      text(
        'Flags: K - PRIVATE-KEY; A - AUTHORITY; E - EXPIRED; T - TRUSTED',
        'Columns: NAME',
        '*        NAME           ',
        '*1  KAET local-root-cert',
        '*3  KAET webfig         ',
        '*27      x              ',
      ),
    )
  })

  test('C-55: numbers are right-aligned, further values are on separate lines', () => {
    const items = [
      item(0, '', { name: 'ftp', port: '21', proto: 'tcp', address: [], certificate: '', vrf: 'main', 'max-sessions': '20' }),
      item(9, 'XI', { name: 'www-ssl', port: '443', proto: 'tcp', address: [], certificate: 'none', vrf: 'main', 'max-sessions': '20' }),
      item(15, '', {
        name: 'api',
        port: '8728',
        proto: 'tcp',
        address: ['10.5.101.0/24', '2001:db8:fade::/64'],
        vrf: 'main',
        'max-sessions': '20',
      }),
    ]
    const columns = named('name', 'port>', 'proto', 'address', 'certificate', 'vrf', 'max-sessions>')
    expect(printTable(items, columns, { style, flags: flagColumns('D dynamic; X disabled, I invalid; c connection'), width: 120 })).toBe(
      text(
        'Flags: X - DISABLED, I - INVALID',
        'Columns: NAME, PORT, PROTO, ADDRESS, CERTIFICATE, VRF, MAX-SESSIONS',
        ' #   NAME     PORT  PROTO  ADDRESS             CERTIFICATE  VRF   MAX-SESSIONS',
        ' 0   ftp        21  tcp                                     main            20',
        ' 9 X www-ssl   443  tcp                        none         main            20',
        '15   api      8728  tcp    10.5.101.0/24                    main            20',
        '                           2001:db8:fade::/64                                 ',
      ),
    )
  })

  test('C-51: NUM and REVOKED are right-aligned with their headers (7.16.2)', () => {
    const row = (number: number, cert: string, num: string, revoked: string): ReturnType<typeof item> =>
      item(number, 'D', { cert, 'last-update': '2024-12-29 14:27:02', num, revoked })
    const items = [row(3, 'cloudflare-dns-com.pem_0', '1368', '405777'), row(5, 'cloudflare-dns-com-chain.pem_0', '686', '14')]
    const printed = printTable(items, named('cert', 'last-update', 'num>', 'revoked>'), {
      style: printStyle('7.16.2'),
      flags: flagColumns('D'),
      width: 200,
    })
    expect(printed.split('\n').slice(2)).toEqual([
      '#   CERT                            LAST-UPDATE           NUM  REVOKED',
      '3 D cloudflare-dns-com.pem_0        2024-12-29 14:27:02  1368   405777',
      '5 D cloudflare-dns-com-chain.pem_0  2024-12-29 14:27:02   686       14',
      '',
    ])
  })

  test('C-68: no flags, numbers unchanged (7.23.1)', () => {
    const items = [
      item(1, '', { name: 'before-srv1c-ssh.rsc', type: 'script', size: '15.6KiB', 'last-modified': '2026-09-18 17:14:41' }),
      item(0, '', { name: 'flash/auto-before-reset.backup', type: 'backup', size: '38.3KiB', 'last-modified': '1970-01-01 03:00:37' }),
    ]
    expect(printTable(items, named('name', 'type', 'size', 'last-modified'), { style, flags: [], width: 129 })).toBe(
      text(
        'Columns: NAME, TYPE, SIZE, LAST-MODIFIED',
        '# NAME                            TYPE    SIZE     LAST-MODIFIED      ',
        '1 before-srv1c-ssh.rsc            script  15.6KiB  2026-09-18 17:14:41',
        '0 flash/auto-before-reset.backup  backup  38.3KiB  1970-01-01 03:00:37',
      ),
    )
  })

  test('C-33: columns without any value are omitted (7.3.1)', () => {
    const items = [
      item(0, 'LAT', { name: 'ovpn-server-CA', 'common-name': 'MikroTik', fingerprint: '' }),
      item(1, 'T', { name: 'ovpn-Client1', 'common-name': 'ovpn-Client1@MikroTik' }),
    ]
    expect(
      printTable(items, named('name', 'common-name', 'subject-alt-name', 'fingerprint'), {
        style: printStyle('7.3.1'),
        flags: certificateFlags,
        width: 80,
      }),
    ).toBe(
      text(
        'Flags: L - CRL; A - AUTHORITY; T - TRUSTED',
        'Columns: NAME, COMMON-NAME',
        '#     NAME            COMMON-NAME          ',
        '0 LAT ovpn-server-CA  MikroTik             ',
        '1   T ovpn-Client1    ovpn-Client1@MikroTik',
      ),
    )
  })

  test('comments precede their item, CP1251 as hexadecimal digits (/ip address and /interface of the same device)', () => {
    const items = [
      item(0, '', { address: '192.168.200.1/22', vrf: 'main' }, ["Nasha set'"]),
      item(1, '', { address: '192.168.1.1/24', vrf: 'main' }, ['\xe4\xeb\xff \xe4\xe0\xeb\xfc\xed\xe5\xe9']),
      item(2, 'D', { address: '89.109.14.221/32', vrf: 'main' }),
    ]
    expect(printTable(items, named('address', 'vrf'), { style, flags: flagColumns('D dynamic'), width: 80 })).toBe(
      text(
        'Flags: D - DYNAMIC',
        'Columns: ADDRESS, VRF',
        '#   ADDRESS           VRF ',
        ";;; Nasha set'",
        '0   192.168.200.1/22  main',
        ';;; E4EBFF E4E0EBFCEDE5E9',
        '1   192.168.1.1/24    main',
        '2 D 89.109.14.221/32  main',
      ),
    )
  })

  test('there is no column of numbers if no item has one (/ip route of 7.23.1)', () => {
    const items = [
      item(undefined, 'DAv', { 'dst-address': '0.0.0.0/0', distance: '1' }),
      item(undefined, 'DAc', { 'dst-address': '79.126.0.1/32', distance: '0' }),
    ]
    const flags = flagColumns('D dynamic; A active; c connect, v vpn')
    expect(printTable(items, named('dst-address', 'distance>'), { style, flags, width: 80 })).toBe(
      text(
        'Flags: D - DYNAMIC; A - ACTIVE; c - CONNECT, v - VPN',
        'Columns: DST-ADDRESS, DISTANCE',
        '    DST-ADDRESS    DISTANCE',
        'DAv 0.0.0.0/0             1',
        'DAc 79.126.0.1/32         0',
      ),
    )
    expect(printTable([item(0, 'A', { x: '1' }), ...items], named('x'), { style, flags, width: 80 })).toBe(
      'Flags: D - DYNAMIC; A - ACTIVE; c - CONNECT, v - VPN\nColumns: X\n#     X\n0  A  1\n  DAv  \n  DAc  \n',
    )
  })

  test('the column that gains most is cut first, the last of equal ones (/interface bridge port of 7.23.1, on 129 columns)', () => {
    const items = [
      item(0, 'IH', {
        interface: 'ether1',
        bridge: 'bridge_localnet',
        hw: 'yes',
        horizon: 'none',
        trusted: 'no',
        'trusted-ra': 'no',
        'trusted-dhcpv6': 'no',
        'fast-leave': 'no',
        'bpdu-guard': 'no',
        edge: 'auto',
        'point-to-point': 'auto',
        pvid: '1',
        'frame-types': 'admit-all',
      }),
      item(24, 'I', {
        interface: 'eoip-tunnel1',
        bridge: 'bridge_localnet',
        hw: '',
        horizon: 'none',
        trusted: 'no',
        'trusted-ra': 'no',
        'trusted-dhcpv6': 'no',
        'fast-leave': 'no',
        'bpdu-guard': 'no',
        edge: 'auto',
        'point-to-point': 'auto',
        pvid: '1',
        'frame-types': 'admit-all',
      }),
    ]
    const columns = named(
      'interface',
      'bridge',
      'hw',
      'horizon',
      'trusted',
      'trusted-ra',
      'trusted-dhcpv6',
      'fast-leave',
      'bpdu-guard',
      'edge',
      'point-to-point',
      'pvid>',
      'frame-types',
    )
    expect(printTable(items, columns, { style, flags: flagColumns('I inactive; D dynamic; H hw-offload'), width: 129 })).toBe(
      text(
        'Flags: I - INACTIVE; H - HW-OFFLOAD',
        'Columns: INTERFACE, BRIDGE, HW, HORIZON, TRUSTED, TRUSTED-RA, TRUSTED-DHCPV6, FAST-LEAVE, BPDU-GUARD, EDGE, POINT-TO-POINT,',
        '         PVID, FRAME-TYPES',
        ' #    INTERFACE     BRIDGE           HW   HORIZON  TRUSTED  TRUSTED-RA  TR  FAST-LEAVE  BP  EDGE  POIN  PVID  FRAME-TYPES',
        ' 0 IH ether1        bridge_localnet  yes  none     no       no          no  no          no  auto  auto     1  admit-all  ',
        '24 I  eoip-tunnel1  bridge_localnet       none     no       no          no  no          no  auto  auto     1  admit-all  ',
      ),
    )
  })

  test('/interface on 80 columns cuts ACTUAL-MTU and keeps MAX-L2MTU (7.23.1)', () => {
    const items = [
      item(10, 'RS', {
        name: 'bridge_localnet',
        type: 'eoip-fake',
        'actual-mtu': '65535',
        l2mtu: '1592',
        'max-l2mtu': '10218',
        'mac-address': '04:F4:1C:B8:FB:FA',
      }),
    ]
    const columns = named('name', 'type', 'actual-mtu>', 'l2mtu>', 'max-l2mtu>', 'mac-address')
    const printed = printTable(items, columns, { style, flags: flagColumns('X disabled; R running; S slave'), width: 80 })
    expect(printed.split('\n')[2]).toBe(' #    NAME             TYPE       ACTUA  L2MTU  MAX-L2MTU  MAC-ADDRESS      ')
  })

  test('C-80: without items, one empty line', () => {
    expect(printTable([], named('name'), { style, flags: certificateFlags, width: 80 })).toBe('\n')
  })

  test('7.0 and 7.1: two blanks around numbers and flags, no line of columns (manual, listing made before 7.2)', () => {
    const items = [
      item(0, 'KAT', {
        name: 'CA-Template',
        'common-name': 'CAtemp',
        fingerprint: '0c7aaa7607a4dde1bbf33deaae6be7bac9fe4064ba47d64e8a73dcefad6cfc38',
      }),
      item(2, 'KLAT', {
        name: 'ServerCA',
        'common-name': 'server',
        fingerprint: '152b88c9d81f4b765a59e2302e01efd1fbf11ceeed6e59f4974e87787a5bb980',
      }),
    ]
    expect(
      printTable(items, named('name', 'common-name', 'fingerprint'), { style: printStyle('7.1'), flags: certificateFlags, width: 80 }),
    ).toBe(
      text(
        'Flags: K - private-key; L - crl; A - authority; T - trusted',
        '#        NAME         COMMON  FINGERPRINT                                                     ',
        '0  K AT  CA-Template  CAtemp  0c7aaa7607a4dde1bbf33deaae6be7bac9fe4064ba47d64e8a73dcefad6cfc38',
        '2  KLAT  ServerCA     server  152b88c9d81f4b765a59e2302e01efd1fbf11ceeed6e59f4974e87787a5bb980',
      ),
    )
  })
})

describe('every table', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 20 })
  const items = fc.array(
    fc.record({
      flags: fc.subarray(['K', 'I', 'R', 'T']),
      a: bytes,
      b: fc.array(bytes, { maxLength: 3 }),
      comments: fc.array(bytes, { maxLength: 2 }),
    }),
    { maxLength: 12 },
  )
  const printed = (
    given: readonly { flags: string[]; a: string; b: string[]; comments: string[] }[],
    release: string,
    width: number,
  ): string =>
    printTable(
      given.map(({ flags, a, b, comments }, at) => item(at, flags.join(''), { 'first-name': a, b }, comments)),
      named('first-name', 'b', 'c'),
      { style: printStyle(release), flags: certificateFlags, width },
    )
  const releases = fc.constantFrom('2.8', '6.45', '7.1', '7.16', '7.24')

  test('prints any bytes, and its lines end with LF', () => {
    fc.assert(
      fc.property(items, releases, fc.integer({ min: 1, max: 200 }), (given, release, width) =>
        printed(given, release, width).endsWith('\n'),
      ),
    )
  })

  test('leaves the last column empty if cutting is sufficient', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: fc.stringMatching(/^[a-z]{1,20}$/), b: fc.stringMatching(/^[0-9]{1,20}$/) }), {
          minLength: 1,
          maxLength: 9,
        }),
        (given) => {
          const text = printTable(
            given.map(({ a, b }, at) => item(at, '', { 'a-rather-long-name': a, 'b-rather-long-name': b })),
            named('a-rather-long-name', 'b-rather-long-name>'),
            { style, flags: certificateFlags, width: 45 },
          )
          return text
            .split('\n')
            .slice(1)
            .every((line) => line.length < 45)
        },
      ),
    )
  })

  test('has lines of equal width', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1 }), (names) => {
        const printed = printTable(
          names.map((name, at) => item(at, '', { name })),
          named('name'),
          { style, flags: [], width: 80 },
        )
        return (
          new Set(
            printed
              .split('\n')
              .slice(1, -1)
              .map((line) => line.length),
          ).size === 1
        )
      }),
    )
  })
})

test('a table of a hundred and fifty thousand items is printed', () => {
  const items = Array.from({ length: 150_000 }, (_, at) => item(at, '', { name: 'x' }))
  expect(printTable(items, named('name'), { style, flags: certificateFlags, width: 80 }).split('\n')).toHaveLength(150_003)
})
