// Owns tests of the `Flags:` legend against captures of devices: which flags it contains, and where it is split.
import { describe, expect, test } from 'vitest'
import { detailLegend, tableLegend } from '../../src/print/legend.ts'
import { printStyle } from '../../src/print/style.ts'
import { certificateFlags, flagColumns, item, newCertificateFlags } from './given.ts'

const now = printStyle('7.24')

describe('the legend of a table', () => {
  test('contains only used flags, and of a shared column only the used ones (C-21, 7.23.1)', () => {
    const items = [item(0, 'KAT', {}), item(1, 'KIT', {})]
    expect(tableLegend(newCertificateFlags, items, now, 200)).toEqual(['Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED'])
  })

  test('contains a flag that another one hides (C-55: www-ssl is disabled and invalid)', () => {
    const flags = flagColumns('D dynamic; X disabled, I invalid')
    expect(tableLegend(flags, [item(9, 'XI', {})], now, 80)).toEqual(['Flags: X - DISABLED, I - INVALID'])
  })

  test('is omitted without flags', () => {
    expect(tableLegend(certificateFlags, [item(0, '', {})], now, 80)).toEqual([])
    expect(tableLegend([], [], printStyle('6.45'), 80)).toEqual([])
  })

  test('has all flags, commas and a blank at the end in 6.x (ntc-templates, ip_route_print)', () => {
    const flags = flagColumns('X disabled, A active; D dynamic')
    expect(tableLegend(flags, [], printStyle('6.49'), 80)).toEqual(['Flags: X - disabled, A - active, D - dynamic '])
  })

  test('shows a flag without a name as its letter', () => {
    expect(tableLegend(flagColumns('X; S https'), [item(0, 'XS', {})], now, 80)).toEqual(['Flags: X; S - HTTPS'])
  })
})

describe('the legend of details', () => {
  test('C-20: has all flags, in capitals, and a blank at the end (7.23.3)', () => {
    expect(detailLegend(newCertificateFlags, now, 200)).toEqual([
      'Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY; I - ISSUED, R - REVOKED; E - EXPIRED; T - TRUSTED;' +
        ' a - ACME-MANAGED; D - DYNAMIC ',
    ])
  })

  test('7.22 on 80 columns: keeps flags of one column together', () => {
    expect(detailLegend(newCertificateFlags, printStyle('7.22'), 80).map((line) => line.trimEnd())).toEqual([
      'Flags: K - PRIVATE-KEY; L - CRL; C - SMART-CARD-KEY; A - AUTHORITY;',
      'I - ISSUED, R - REVOKED; E - EXPIRED; T - TRUSTED; a - ACME-MANAGED;',
      'D - DYNAMIC',
    ])
  })

  test('has small letters and semicolons in 7.16, commas in 7.1 (C-01)', () => {
    expect(detailLegend(certificateFlags, printStyle('7.16'), 200)).toEqual([
      'Flags: K - private-key; L - crl; C - smart-card-key; A - authority; I - issued, R - revoked; E - expired; T - trusted ',
    ])
    expect(detailLegend(certificateFlags, printStyle('7.1'), 200)).toEqual([
      'Flags: K - private-key, L - crl, C - smart-card-key, A - authority, I - issued, R - revoked, E - expired, T - trusted ',
    ])
  })

  test('6.x before 6.16: breaks before the column that A, I and R share (CAPsMAN pages of the manual)', () => {
    const flags = flagColumns('K private-key; D dsa; L crl; C smart-card-key; A authority, I issued, R revoked; E expired; T trusted')
    expect(detailLegend(flags, printStyle('6.10'), 100)).toEqual([
      'Flags: K - private-key, D - dsa, L - crl, C - smart-card-key, ',
      'A - authority, I - issued, R - revoked, E - expired, T - trusted ',
    ])
  })

  test('has a separate line for a column wider than the terminal (/ip route of 7.23.1)', () => {
    const flags = flagColumns(
      'D dynamic; X disabled, I inactive, A active; c connect, s static, r rip, b bgp, o ospf, d dhcp; H hw-offloaded; + ecmp',
    )
    expect(detailLegend(flags, now, 62)).toEqual([
      'Flags: D - DYNAMIC; X - DISABLED, I - INACTIVE, A - ACTIVE; ',
      'c - CONNECT, s - STATIC, r - RIP, b - BGP, o - OSPF, d - DHCP; ',
      'H - HW-OFFLOADED; + - ECMP ',
    ])
  })
})
