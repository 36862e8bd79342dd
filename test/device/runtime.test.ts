// Owns the tests of read-only properties: simulated by a test, default, computed, or reported as not modelled.
import { describe, expect, it } from 'vitest'
import { boardOf, boardOfModel } from '../../src/device/plain/board.ts'
import { createDevice } from '../../src/index.ts'
import { boardModel, boardModels } from '../../src/schema/boards.ts'
import { catalogOf } from '../harness/catalog.ts'
import { isNoted } from '../../src/schema/noted.ts'
import { Staging } from '../../src/device/staging.ts'
import { testConsole, type TestConsole } from './console.ts'

/**
 * The origin of a read-only property. `worked out`: computed from the device's state. `at rest`: the value while nothing happens, which may
 * be nothing. `given`: only a real device knows the value or the row, so a test supplies it. `not modelled`: not implemented. `silent`: it
 * is read as nothing, which nobody has verified.
 */
const kinds = ['worked out', 'at rest', 'given', 'not modelled', 'silent'] as const
type Kind = (typeof kinds)[number] | 'set'

/** Whether rows only exist if a test supplies them. */
function isLearned({ device }: TestConsole, path: string): boolean {
  const menu = device.menuAt(path)
  if (menu === undefined) return true
  return menu.kind === 'fixed' && (menu.factory?.(device) ?? []).length === 0 && menu.refresh === undefined
}

function kindOf(box: TestConsole, path: string, name: string): Kind {
  const { device } = box
  const menu = device.menuAt(path)
  const property = menu && device.property(menu, name)
  if (menu === undefined || property === undefined) return isLearned(box, path) ? 'given' : 'not modelled'
  if (property.value !== undefined) return 'worked out'
  if (property.readOnly !== true) return 'set'
  if (property.default !== undefined) return 'at rest'
  if (isNoted(path, ({ fromOutside }) => fromOutside, name)) return 'given'
  if (property.unmodelled === true) return isLearned(box, path) ? 'given' : 'not modelled'
  return isNoted(path, ({ emptyAtRest }) => emptyAtRest, name) ? 'at rest' : 'silent'
}

/** Properties of declared menus that the device writes into their rows when it creates them. */
const written: Readonly<Record<string, string>> = {
  '/certificate': 'scep-url challenge-password',
  '/certificate/scep-server/otp': 'password',
  '/certificate/scep-server/requests': 'status transaction-id',
  '/file': 'name',
  '/system/backup/cloud': 'name ros-version status secret-download-key size date',
  '/log': 'topics message',
  '/ip/dns/cache': 'type data name ttl static',
  '/ip/service': 'name',
  '/system/history': 'action by undoable redoable floating-undo',
  '/system/license': 'next-renewal-at deadline-at',
  '/system/package': 'name',
  '/system/package/update': 'latest-version status',
  '/system/script/environment': 'name',
  '/system/script/job': 'script',
  '/user/active': 'name address via',
}

describe('a read-only property', () => {
  const box = testConsole()
  const { root } = catalogOf('7.24', 'all')
  const below = (path: string): readonly string[] => {
    const menu = path === '' ? root : root.at(path)
    const names = [...(menu?.entries.keys() ?? [])].filter((name) => menu?.command(name) === undefined)
    return [...(path === '' ? [] : [path]), ...names.flatMap((name) => below(`${path}/${name}`))]
  }
  const found = below('').flatMap((path) => {
    const declared = Object.entries(box.device.menuAt(path)?.properties ?? {}).flatMap(([name, { readOnly }]) =>
      readOnly === true ? [name] : [],
    )
    return [...new Set([...(root.at(path)?.readableNames ?? []), ...declared])].map((name) => ({
      path,
      name,
      kind: kindOf(box, path, name),
    }))
  })

  // The menus whose missing properties stopped scripts.
  it.each([
    ...['/interface', '/interface/ethernet', '/ip/dhcp-server/lease', '/interface/wireless/registration-table'],
    ...[
      '/interface/wifi/registration-table',
      '/caps-man/registration-table',
      '/ppp/active',
      '/ip/hotspot/active',
      '/ip/neighbor',
      '/ip/arp',
    ],
    ...['/ip/route', '/ip/dhcp-client', '/system/ntp/client', '/system/backup/cloud', '/tool/netwatch', '/ip/cloud', '/system/license'],
    ...['/system/health', '/system/package', '/system/package/update', '/system/device-mode', '/user/ssh-keys', '/tool/e-mail'],
    ...['/system/resource', '/system/routerboard', '/partitions', '/ip/address', '/ip/pool', '/queue/simple'],
  ])('is modelled in %s', (path) => {
    expect(found.flatMap((one) => (one.path === path && (one.kind === 'not modelled' || one.kind === 'silent') ? [one.name] : []))).toEqual(
      (written[path] ?? '').split(' ').filter((name) => name !== ''),
    )
  })

  it('is never read as nothing unless that is correct', () => {
    const silent = found.flatMap(({ path, name, kind }) => (kind === 'silent' ? [`${path} ${name}`] : []))
    const known = Object.entries(written).flatMap(([path, names]) => names.split(' ').map((name) => `${path} ${name}`))
    expect(silent.filter((one) => !known.includes(one))).toEqual([])
  })

  it('belongs to one of these kinds, in these numbers', () => {
    const count = (kind: Kind): number => found.filter((one) => one.kind === kind).length
    expect(Object.fromEntries(kinds.map((kind) => [kind, count(kind)]))).toEqual({
      'worked out': 258,
      'at rest': 1156,
      given: 1288,
      'not modelled': 313,
      silent: 34,
    })
    const open = new Map<string, number>()
    for (const { path, kind } of found) if (kind === 'not modelled') open.set(path, (open.get(path) ?? 0) + 1)
    expect(Object.fromEntries(open)).toEqual({
      '/app': 20,
      '/app/settings': 6,
      '/certificate': 1,
      '/container': 26,
      '/container/config': 3,
      '/container/envs': 1,
      '/container/mounts': 1,
      '/disk': 46,
      '/disk/btrfs/subvolume': 13,
      '/disk/btrfs/transfer': 1,
      '/dude': 1,
      '/file': 1,
      '/file/sync': 2,
      '/interface/bonding': 1,
      '/interface/bridge': 1,
      '/interface/bridge/settings': 1,
      '/interface/dot1x/client': 1,
      '/interface/dot1x/server/active': 2,
      '/interface/eoip': 1,
      '/interface/eoipv6': 1,
      '/interface/lte/settings': 1,
      '/interface/macsec': 1,
      '/interface/macvlan': 1,
      '/interface/mesh': 1,
      '/interface/vlan': 2,
      '/interface/vrrp': 1,
      '/interface/vxlan': 1,
      '/interface/wireless/manual-tx-power-table': 1,
      '/interface/wireless/nstreme': 1,
      '/interface/wireless/nstreme-dual': 1,
      '/interface/wireless/wds': 1,
      '/iot/wiliot': 4,
      '/ip/ipsec/active-peers': 12,
      '/ip/kid-control/device': 1,
      '/ip/media': 1,
      '/ip/proxy/cache-contents': 6,
      '/ip/service': 4,
      '/ip/settings': 2,
      '/ip/smb': 1,
      '/ipv6/dhcp-client': 1,
      '/ipv6/dhcp-server': 1,
      '/ipv6/settings': 2,
      '/log': 1,
      '/mpls/ldp/local-mapping': 3,
      '/mpls/ldp/neighbor': 5,
      '/mpls/ldp/remote-mapping': 3,
      '/mpls/traffic-eng/interface': 5,
      '/mpls/traffic-eng/tunnel': 6,
      '/port': 1,
      '/queue/interface': 3,
      '/radius': 1,
      '/routing/bgp/connection': 1,
      '/routing/bgp/vpls': 1,
      '/routing/id': 1,
      '/routing/igmp-proxy/interface': 2,
      '/routing/igmp-proxy/mfc': 1,
      '/routing/ospf/interface': 5,
      '/routing/ospf/interface-template': 2,
      '/routing/pimsm/bsr/candidate': 2,
      '/snmp': 1,
      '/system/default-configuration': 4,
      '/system/default-configuration/caps-mode-script': 1,
      '/system/default-configuration/custom-script': 1,
      '/system/default-configuration/script': 1,
      '/system/history': 1,
      '/system/package/local-update/mirror': 1,
      '/system/regulatory': 1,
      '/system/rtrace': 1,
      '/system/script/job': 3,
      '/system/ups': 8,
      '/task': 4,
      '/tool/calea': 1,
      '/tool/romon': 1,
      '/tool/traffic-generator': 2,
      '/tool/traffic-generator/packet-template': 33,
      '/tool/traffic-generator/port': 1,
      '/tool/traffic-generator/raw-packet-template': 1,
      '/tool/traffic-generator/stream': 1,
      '/tr069-client': 1,
      '/user-manager/attribute': 2,
      '/user-manager/database': 3,
      '/user-manager/session': 17,
      '/user-manager/user-profile': 2,
      '/user-manager/user/group': 1,
    })
  })

  it('that is not modelled is reported by get, where and proplist, and omitted elsewhere', () => {
    const { run, fails } = testConsole()
    run('/routing/table/add name=a fib')
    expect(fails(':put [/routing/table/get a used]')).toBe('/routing/table used is not modelled')
    expect(fails(':put [/routing/table/find where used=yes]')).toBe('/routing/table used is not modelled')
    expect(fails('/routing/table/print proplist=used')).toBe('/routing/table used is not modelled')
    expect(run(':put [/routing/table/print as-value]')).not.toContain('used')
  })

  it('has the simulated value of a test before a default or computed one', () => {
    const { device, run } = testConsole()
    const staging = new Staging()
    const simulate = (path: string, values: Readonly<Record<string, string>>, at = 0): void => {
      const menu = device.declared(path)
      const row = device.store(menu).items[at]
      if (row === undefined) throw new Error(`${path} has no such row`)
      for (const [name, text] of Object.entries(values))
        staging.setValue(row, name, device.property(menu, name)?.type.keep(text, name) ?? text)
    }
    run('/ip/dhcp-server/lease/add address=10.0.0.5')
    simulate('/ip/dhcp-server/lease', { status: 'bound', 'host-name': 'printer', 'expires-after': '5m' })
    expect(run(':put [/ip/dhcp-server/lease/get [find where status=bound] host-name]')).toBe('printer\n')
    expect(run(':put [/ip/dhcp-server/lease/get 0 expires-after]')).toBe('00:05:00\n')
    run('/interface/print')
    simulate('/interface', { running: 'no' }, 1)
    expect(run(':put [/interface/find where !running]')).toBe('*2\n')
    run('/system/package/update/print')
    simulate('/system/package/update', { 'latest-version': '7.99' })
    expect(run(':put ([/system/package/update/check-for-updates as-value]->"status")')).toBe('New version is available\n')
  })
})

describe('a board', () => {
  it('has the ports, radios and name of its model', () => {
    const found = boardModel('hEX S')
    expect(found?.exact).toBe(true)
    const board = found && boardOfModel(found.board)
    const { run } = testConsole(board === undefined ? {} : { board })
    expect(run(':put [/system/resource/get board-name]')).toBe('hEX S\n')
    expect(run(':put [:len [/interface/ethernet/find]]')).toBe('6\n')
    // The ports of a virtual machine are not known, so no port is refused.
    const client = '/ip/dhcp-client/add interface=ether9'
    expect(testConsole().run(client)).toBe('')
    expect(run('/ip/dhcp-client/add interface=ether5')).toBe('')
    expect(run(client)).toMatchInlineSnapshot(`
      "! input does not match any value of interface
      "
    `)
    expect(run('/ip/route/add gateway=ether9')).toMatchInlineSnapshot(`
      "! invalid or unexpected argument base
      "
    `)
  })

  it('has the firmware of its release, a serial number and its switch chips', () => {
    const device = createDevice({ board: boardOf('# model = RB2011UiAS\n') })
    const run = (text: string): string => device.run(text).output
    expect(run(':put [/system/routerboard/get current-firmware]; :put [/system/routerboard/get upgrade-firmware]')).toBe('7.24\n7.24\n')
    expect(run(':put [:len [/system/routerboard/get serial-number]]')).toBe('12\n')
    expect(run(':foreach s in=[/interface/ethernet/switch/find] do={:put [/interface/ethernet/switch/get $s type]}')).toBe(
      'Atheros8327\nAtheros8227\n',
    )
  })

  it('is read from the header of an export, not from comments below it', () => {
    expect(boardOf('# 2024-05-01 10:00:00 by RouterOS 7.16\n#\n# model = RB750\n/ip address\n').model).toBe('RB750')
    expect(boardOf('/ip address\n# model = RB750\n').model).toBeUndefined()
  })

  it('of an export has the ports of its model, and those named in the export', () => {
    const portsOf = (text: string): string =>
      createDevice({ board: boardOf(text) }).run(':foreach i in=[/interface/ethernet/find] do={ :put [/interface/ethernet/get $i name] }')
        .output
    const named = '/interface ethernet\nset [ find default-name=ether7 ] comment=x\n'
    expect(portsOf('# model = RB760iGS\n')).toBe('ether1\nether2\nether3\nether4\nether5\nsfp1\n')
    expect(portsOf(`# model = RB760iGS\n${named}`)).toBe('ether1\nether2\nether3\nether4\nether5\nether6\nether7\nsfp1\n')
    expect(portsOf('# model = cAPGi-5HaxD2HaxD\n')).toBe('ether1\nether2\n')
    // The most similar model has an SFP port, which another may lack.
    expect(portsOf('# model = RB760xx\n')).toBe('ether1\nether2\nether3\nether4\nether5\n')
  })

  it('has the sensors observed on its model, or reports that they are inferred', () => {
    const recorded = boardModels().filter(({ isRecorded }) => isRecorded)
    expect(recorded.map(({ model }) => model)).toEqual([
      'RB5009UPr+S+',
      'RB750Gr3',
      'RB760iGS',
      'RB952Ui-5ac2nD',
      'CRS317-1G-16S+',
      'CCR1072-1G-8S+',
    ])
    for (const { sensors } of recorded) expect(sensors.every(({ value }) => value !== '')).toBe(true)
    expect(recorded.length).toBe(6)
    // Ports that no public source names.
    expect(boardModels().flatMap(({ model, isSourced }) => (isSourced ? [] : [model]))).toEqual(['CRS112-8G-4S'])
  })

  it('that is unknown becomes the nearest of its family', () => {
    expect(boardModel('CRS326-24S+2Q+')).toMatchObject({ exact: false, board: { model: 'CRS326-24G-2S+' } })
    expect(boardModel('toaster')).toBeUndefined()
  })

  it.each([
    ['RouterBOARD 962UiGS-5HacT2HnT', 'RB962UiGS-5HacT2HnT'],
    ['RouterBOARD 750G r3', 'RB750Gr3'],
    ['RouterBOARD 750 r2', 'RB750r2'],
    ['951G-2HnD', 'RB951G-2HnD'],
    ['951Ui-2nD', 'RB951Ui-2nD'],
    ['2011UiAS-2HnD', 'RB2011UiAS-2HnD'],
    ['2011UiAS-2HnD r2', 'RB2011UiAS-2HnD'],
    ['RouterBOARD 3011UiAS', 'RB3011UiAS'],
    ['RouterBOARD 941-2nD', 'RB941-2nD'],
    ['RouterBOARD D52G-5HacD2HnD-TC', 'RBD52G-5HacD2HnD'],
    ['RBD52G-5HacD2HnD-TCr2', 'RBD52G-5HacD2HnD'],
    ['RB4011iGS+RM', 'RB4011iGS+'],
    ['CRS125-24G-1S-RM', 'CRS125-24G-1S'],
  ])('is recognised from %s in an export', (written, model) => {
    expect(boardModel(written)).toMatchObject({ exact: true, board: { model } })
    const { run } = createDevice({ board: boardOf(`# model = ${written}\n`) })
    const [name = '', ports = 0] = boardModels().flatMap((one) => (one.model === model ? [one.name, one.ports.length] : []))
    expect(run(':put ([/system/resource/get board-name] . [:len [/interface/ethernet/find]])').output).toBe(`${name}${ports}\n`)
  })

  it('name is similar to another one only by its own letters', () => {
    expect(boardModel('RouterBOARD wAP R-2nD')).toMatchObject({ exact: false, board: { model: 'RBwAPG-5HacT2HnD' } })
    expect(boardModel('RouterBOARD toaster')).toBeUndefined()
    expect(boardModel('RouterBOARD')).toBeUndefined()
    expect(boardModel('x86')).toBeUndefined()
  })

  it('with a touch screen has its first page; an export contains the others', () => {
    const set = '/lcd/interface/pages/set 0 interfaces=ether1'
    expect(createDevice({ board: boardOf('# model = RB2011UiAS\n') }).run(set).failure).toBeUndefined()
    expect(createDevice({ board: boardOf('# model = RB760iGS\n') }).run(set).failure?.message).toBe(
      'no such item (/lcd/interface/pages/set; line 1)',
    )
    const board = boardOf('# model = CCR1036-12G-4S\n/lcd interface pages\nset 1 interfaces=ether2\n')
    expect(createDevice({ board }).run(':put [:len [/lcd/interface/pages/find]]').output).toBe('2\n')
  })

  it('has one name in several spellings, and shares none with another board', () => {
    for (const text of ['hAP ax^2', 'hAP ax2', 'hap ax²', 'hAPax^2', 'C52iG-5HaxD2HaxD'])
      expect(boardModel(text)).toMatchObject({ exact: true, board: { model: 'C52iG-5HaxD2HaxD' } })
    expect(boardModel('hAP ac³')).toMatchObject({ exact: true, board: { model: 'RBD53iG-5HacD2HnD' } })
    for (const { model, name } of boardModels()) {
      expect(boardModel(model)?.board.model).toBe(model)
      expect(boardModel(name)?.board.name).toBe(name)
    }
  })

  it('list has at least forty entries, each once', () => {
    const names = boardModels().map(({ model }) => model)
    expect(names.length).toBeGreaterThanOrEqual(40)
    expect(new Set(names).size).toBe(names.length)
  })
})
