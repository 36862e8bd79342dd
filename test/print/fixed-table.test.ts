// Owns tests of tables of 6.x against captures of devices.
import { describe, expect, test } from 'vitest'
import type { TableColumn } from '../../src/print/grid.ts'
import { printStyle } from '../../src/print/style.ts'
import { printTable } from '../../src/print/table.ts'
import { flagColumns, item, text } from './given.ts'

const named = (...names: string[]): TableColumn[] =>
  names.map((name) => (name.endsWith('>') ? { name: name.slice(0, -1), right: true } : { name }))

describe('fixed tables of 6.x', () => {
  const old = printStyle('6.45')

  test('one blank between columns, all flags, number in two columns (ntc-templates, interface_print_brief)', () => {
    const items = [
      item(0, '', { name: 'ether1', type: 'ether', 'actual-mtu': '1500', 'mac-address': '12:34:56:78:90:AA' }),
      item(4, 'DR', { name: 'ether5', type: 'ether', 'actual-mtu': '1500' }),
    ]
    const flags = flagColumns('D dynamic, X disabled; R running; S slave')
    expect(printTable(items, named('name', 'type', 'actual-mtu>', 'mac-address'), { style: old, flags, width: 80 })).toBe(
      text(
        'Flags: D - dynamic, X - disabled, R - running, S - slave ',
        ' #     NAME   TYPE  ACTUAL-MTU MAC-ADDRESS      ',
        ' 0     ether1 ether       1500 12:34:56:78:90:AA',
        ' 4 DR  ether5 ether       1500                  ',
      ),
    )
  })

  test('C-29: 8 columns of flags, values that are too wide end with dots (6.35.2)', () => {
    const flags = flagColumns('K private-key; D dsa; L crl; C smart-card-key; A authority; I issued, R revoked; E expired; T trusted')
    const items = [
      item(1, 'KT', { name: 'client.crt_0', 'common-name': 'missinglink1', fingerprint: '8bd36e8431eef6c52151c8400ef0d03e5a1d8fa1' }),
    ]
    const printed = printTable(items, named('name', 'common-name', 'fingerprint'), { style: old, flags, width: 70 })
    expect(printed.split('\n').slice(-3)).toEqual([
      ' #          NAME         COMMON-NAME  FINGERPRINT                    ',
      ' 1 K      T client.crt_0 missinglink1 8bd36e8431eef6c52151c8400ef0...',
      '',
    ])
  })

  test('a comment is on the line of the number (/ip dhcp-server lease)', () => {
    const items = [item(15, '', { address: '192.168.200.44', server: 'server1' }, ['ruslan print'])]
    const flags = flagColumns('X disabled, R radius, D dynamic, B blocked')
    expect(printTable(items, named('address', 'server'), { style: old, flags, width: 80 })).toBe(
      text(
        'Flags: X - disabled, R - radius, D - dynamic, B - blocked ',
        ' #   ADDRESS        SERVER ',
        '15   ;;; ruslan print',
        '     192.168.200.44 server1',
      ),
    )
  })

  test('a stretching column gets the remaining width (ntc-templates, interface_ethernet_print: NAME)', () => {
    const columns: TableColumn[] = [
      { name: 'name', stretch: true },
      { name: 'mtu', right: true },
    ]
    expect(printTable([item(0, '', { name: 'ether1', mtu: '1500' })], columns, { style: old, flags: [], width: 21 })).toBe(
      text(' # NAME          MTU', ' 0 ether1       1500'),
    )
  })

  test('without items, legend and header are printed', () => {
    expect(printTable([], named('name'), { style: old, flags: flagColumns('X disabled'), width: 80 })).toBe(
      text('Flags: X - disabled ', ' #   NAME'),
    )
  })
})
