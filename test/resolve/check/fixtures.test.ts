// Owns the tests of `check` on fixtures: carets in both directions, valid exports, and exports with one fault that is found.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.ts'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { createChecker } from '../../../src/resolve/check/checker.ts'
import { Source } from '../../../src/text/source.ts'
import { top } from '../../harness/sources.ts'
import { marksOf, readMarked, sorted } from './carets.ts'
import { existing } from '../../harness/existing.ts'

const namesIn = (folder: string): readonly string[] => readdirSync(join(top, 'fixtures', folder)).filter((name) => name.endsWith('.rsc'))
const read = (folder: string, name: string): string => readFileSync(join(top, 'fixtures', folder, name), 'latin1')
const checker = createChecker({ packages: 'all' }, loadFacts)
const check = (text: string, release?: string): readonly Diagnostic[] => checker.check(new Source(text), release)

describe('carets', () => {
  it.each(namesIn('check'))('%s: each finding has carets, and carets only mark findings', (name) => {
    const { text, expected, release } = readMarked(read('check', name))
    expect(sorted(marksOf(text, check(text, release)))).toEqual(sorted(expected))
  })
})

/** A hint that the facts do not cover 6.x. */
const isGuess = ({ code, severity }: Diagnostic): boolean => code === 'beyond-facts' && severity === 'hint'

describe('valid exports', () => {
  const names = namesIn('exports')

  it('are numerous', () => {
    expect(names.length).toBeGreaterThanOrEqual(30)
  })

  it.each(names)('%s has no findings', (name) => {
    const text = read('exports', name)
    const found = check(text).filter((finding) => !/by RouterOS 6/.test(text) || !isGuess(finding))
    expect(found.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`)).toEqual([])
  })
})

/** A fault: the right text, its wrong replacement, the wrong word, and its finding. */
type Fault = readonly [file: string, right: string, wrong: string, word: string, what: string]

const faults: readonly Fault[] = [
  [
    'home-router.rsc',
    'bridge=bridge comment=defconf interface=ether2',
    'brigde=bridge comment=defconf interface=ether2',
    'brigde=bridge comment=defconf interface=ether2',
    'error expected-end-of-command',
  ],
  ['home-router.rsc', 'address-pool=default-dhcp', 'address-pool=default-dchp', 'default-dchp', 'warning undefined-reference'],
  ['home-router.rsc', 'address=192.168.88.1/24', 'address=192.168.88.1/42', '192.168.88.1/42', 'late wrong-type'],
  ['home-router.rsc', '/ip neighbor discovery-settings', '/ip neighbour discovery-settings', 'neighbour', 'late bad-command-name'],
  ['home-router.rsc', ':do {\\r\\', ':doo {\\r\\', '{', 'late syntax-error'],
  ['home-router.rsc', 'action=masquerade', 'action=masqerade', 'masqerade', 'error syntax-error'],
  ['switch-vlan.rsc', 'name=vlan20-guest', 'name=vlan10-staff', 'vlan10-staff', 'warning duplicate-name'],
  ['switch-vlan.rsc', 'interface=vlan99-mgmt list=MGMT', 'interface=vlan99-mgmt list=MGNT', 'MGNT', 'warning undefined-reference'],
  ['switch-vlan.rsc', 'vlan-filtering=yes', 'vlan-filtering=yess', 'yess', 'error syntax-error'],
  ['terse.rsc', 'action=drop chain=input', 'action=dorp chain=input', 'dorp', 'error syntax-error'],
  [
    'terse.rsc',
    'jump-target=guests src-address=10.0.0.192/26',
    'jump-target=guests src-address=10.0.0.392/26',
    '10.0.0.392/26',
    'late wrong-type',
  ],
  ['terse.rsc', ':set last', ':set latest', 'latest', 'late syntax-error'],
  ['capsman-wifi.rsc', 'security=sec-guest', 'security=sec-gest', 'sec-gest', 'warning undefined-reference'],
  ['capsman-wifi.rsc', 'mac-address=00:80:77:12:34:56', 'mac-address=00:80:77:12:34', '00:80:77:12:34', 'late wrong-type'],
  ['ipsec-hub.rsc', 'policy-template-group=branches', 'policy-template-group=branchs', 'branchs', 'warning undefined-reference'],
  ['ipsec-hub.rsc', 'name=anna profile=l2tp', 'name=anna profile=l2tpp', 'l2tpp', 'warning undefined-reference'],
  ['ipsec-hub.rsc', 'proposal-check=obey', 'proposal-check=obay', 'obay', 'error syntax-error'],
  ['bgp-edge.rsc', 'area=backbone-v2 cost', 'area=backbone-v4 cost', 'backbone-v4', 'warning undefined-reference'],
  ['hotspot.rsc', 'profile=hsprof1', 'profile=hsprof2', 'hsprof2', 'warning undefined-reference'],
  ['hotspot.rsc', 'kind=pcq', 'kind=qcp', 'qcp', 'error syntax-error'],
  ['lte-mobile.rsc', 'interface=bridge1 name=lan', 'name=lan', 'add', 'hint missing-argument'],
  ['lte-mobile.rsc', '/interface lte monitor', '/interface lte monitr', 'monitr', 'late bad-command-name'],
  ['scripts-library.rsc', 'on-event=expiring', 'on-event=expirign', 'expirign', 'warning undefined-script'],
  ['scripts-library.rsc', ':return false', ':retrun false', 'retrun', 'late bad-command-name'],
  ['multi-wan.rsc', 'table=via-isp2\n', 'table=via-isp3\n', 'via-isp3', 'warning undefined-reference'],
  ['multi-wan.rsc', 'comment=\\"line 1\\"]\\r', 'coment=\\"line 1\\"]\\r', 'coment', 'warning unknown-property'],
  ['wireless-v7.rsc', 'security-profile=shop', 'security-profile=shpo', 'shpo', 'warning undefined-reference'],
  ['wireless-v7.rsc', '/ip smb shares', '/ip smb share', '', ''],
  ['container-host.rsc', 'add bridge=containers interface=veth2', 'add interface=veth2', 'add', 'hint missing-argument'],
  ['v6-legacy.rsc', 'address=10.10.0.1/24 interface', 'address=10.10.0.1/34 interface', '10.10.0.1/34', 'hint wrong-type'],
  ['v6-legacy.rsc', '  :delay 5s', '  :dellay 5s', 'dellay', 'late bad-command-name'],
  ['verbose-part.rsc', 'priority=0x8000 protocol-mode=rstp', 'priority=0x8000 protocol-mode=rtsp', 'rtsp', 'error syntax-error'],
  ['dual-stack-pppoe.rsc', 'vlan-id=7\n', 'vlan-id=70000\n', '70000', 'late out-of-range'],
  ['wireguard-hub.rsc', 'dst-port=51820-51821', 'dst-port=51820-', '51820-', 'late wrong-type'],
  ['lab-chr.rsc', 'routing-table=to-vlan10', 'routing-table=to-vlan11', 'to-vlan11', 'warning undefined-reference'],
  ['isp-queues.rsc', 'max-limit=5M/20M', 'max-limit=5MM/20M', '5MM/20M', 'late wrong-type'],
  ['core-terse.rsc', 'dst-address=192.0.2.179', 'dst-address=192.0.2.379', '192.0.2.379', 'late wrong-type'],
  ['ptp-v6.rsc', 'address=192.168.55.19/24', 'address=192.168.55.19/34', '192.168.55.19/34', 'hint wrong-type'],
  ['crs-access.rsc', 'vlan-ids=20,30-39', 'vlan-ids=20,30-5000', '20,30-5000', 'late out-of-range'],
  ['ovpn-sstp.rsc', 'default-profile=remote disabled', 'default-profile=remoet disabled', 'remoet', 'warning undefined-reference'],
  ['dns-adblock.rsc', 'lease-time=1d name', 'lease-time=1x name', '1x', 'late wrong-type'],
  ['failover-scripts.rsc', 'check-gateway=ping comment=isp2', 'check-gateway=pong comment=isp2', 'pong', 'error syntax-error'],
  ['snmp-logging.rsc', 'set 0 action=central', 'set 0 action=centrall', 'centrall', 'warning undefined-reference'],
  ['vxlan-eoip.rsc', 'vni=7', 'vni=99999999', '99999999', 'late out-of-range'],
  ['v6-office.rsc', '10.160.180.19 local', '10.160.180.319 local', '10.160.180.20,10.160.180.319', 'hint wrong-type'],
  ['hotspot-radius.rsc', 'profile=cafe', 'profile=caef', 'caef', 'warning undefined-reference'],
  ['wifi-ac-be.rsc', 'datapath=guests', 'datapath=gests', 'gests', 'warning undefined-reference'],
]

describe('an export with one fault', () => {
  it.each(faults)('%s: %s -> %s', (file, right, wrong, word, what) => {
    const text = read('exports', file)
    expect(text.split(right).length, 'the place is there').toBeGreaterThan(1)
    const at = text.indexOf(right)
    const broken = text.slice(0, at) + wrong + text.slice(at + right.length)
    const before = new Set(check(text).map(({ code, message }) => `${code} ${message}`))
    const found = check(broken).filter(({ code, message }) => !before.has(`${code} ${message}`))
    const reported = found.map(({ from, severity, code }) => `${broken.slice(from, from + word.length)} ${severity} ${code}`)
    expect(reported).toEqual(what === '' ? [] : [`${word} ${what}`])
    if (what === '') return
    // The finding is at the fault, or at the command in which something is missing.
    expect(found[0]!.from).toBeGreaterThanOrEqual(at - 80)
    expect(existing(found[0], 'found[0]').from).toBeLessThan(at + wrong.length + 4)
  })
})
