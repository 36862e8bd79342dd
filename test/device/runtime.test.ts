// Owns the tests of what rows can only be read for: given from outside, at rest, worked out, or reported.
import { describe, expect, it } from 'vitest'
import { boardOfModel } from '../../src/device/plain/board.ts'
import { boardModel, boardModels } from '../../src/schema/boards.ts'
import { catalogOf } from '../harness/catalog.ts'
import { Staging } from '../../src/device/staging.ts'
import { bench, type Bench } from './console.ts'

type Kind = 'set' | 'worked out' | 'at rest' | 'not modelled'

/** Where a property of a menu comes from. */
function kindOf({ device }: Bench, path: string, name: string): Kind {
  const menu = device.declared(path)
  const property = device.property(menu, name)
  if (property?.unmodelled === true || property === undefined) return 'not modelled'
  if (property.value !== undefined) return 'worked out'
  return property.readOnly === true ? 'at rest' : 'set'
}

describe('a property that can only be read', () => {
  const box = bench()

  it('is not left open in any menu that keeps scripts from running', () => {
    const wanted: Readonly<Record<string, string>> = {
      '/interface': 'running slave rx-byte tx-byte rx-packet tx-packet rx-error tx-error link-downs actual-mtu',
      '/interface/ethernet': 'running slave rx-broadcast tx-broadcast rx-fcs-error',
      '/ip/dhcp-server/lease': 'status active-address active-mac-address host-name expires-after last-seen blocked radius dynamic',
      '/ip/route': 'active inactive static dynamic connect immediate-gw',
      '/ip/dhcp-client': 'status address gateway primary-dns expires-after',
      '/ip/address': 'actual-interface invalid dynamic',
      '/ip/pool': 'total used available',
      '/ip/arp': 'complete status dynamic published',
      '/system/ntp/client': 'status synced-server synced-stratum freq-drift',
      '/tool/netwatch': 'status since',
      '/system/license': 'level system-id',
      '/system/package': 'name version scheduled',
      '/system/package/update': 'installed-version latest-version status',
      '/system/device-mode': 'mode scheduler fetch container',
    }
    const open = Object.entries(wanted).flatMap(([path, names]) =>
      names.split(' ').flatMap((name) => (kindOf(box, path, name) === 'not modelled' ? [`${path} ${name}`] : [])),
    )
    expect(open).toEqual([])
  })

  it('is of one of four kinds; how many are open only falls', () => {
    const counts: Record<Kind, number> = { set: 0, 'worked out': 0, 'at rest': 0, 'not modelled': 0 }
    const { root } = catalogOf('7.24', 'all')
    const paths = ['/interface', '/ip', '/ipv6', '/system', '/tool', '/queue', '/user', '/routing', '/ppp'].flatMap((top) => below(top))
    function below(path: string): readonly string[] {
      const menu = root.at(path)
      const names = [...(menu?.entries.keys() ?? [])]
      return menu === undefined
        ? []
        : [path, ...names.filter((name) => menu.command(name) === undefined).flatMap((name) => below(`${path}/${name}`))]
    }
    for (const path of paths)
      for (const name of root.at(path)?.readableNames ?? []) if (box.device.menuAt(path) !== undefined) counts[kindOf(box, path, name)]++
    expect(counts['worked out'] + counts['at rest']).toBeGreaterThan(400)
    expect(counts['not modelled']).toBeLessThan(2600)
  })

  it('is reported by get, where and proplist, and left out by the rest', () => {
    const { run, fails } = bench()
    run('/ip/firewall/address-list/add list=a address=192.0.2.1')
    const gap = '/ip/firewall/address-list creation-time is not modelled'
    expect(fails(':put [/ip/firewall/address-list/get 0 creation-time]')).toContain(gap)
    expect(fails(':put [/ip/firewall/address-list/find where creation-time~"2024"]')).toContain(gap)
    expect(fails('/ip/firewall/address-list/print proplist=creation-time')).toContain(gap)
    expect(run(':put [/ip/firewall/address-list/print as-value]')).not.toContain('creation-time')
  })

  it('is what was told from outside, before what is at rest or worked out', () => {
    const { device, run } = bench()
    const staging = new Staging()
    const tell = (path: string, values: Readonly<Record<string, string>>, at = 0): void => {
      const menu = device.declared(path)
      const row = device.store(menu).items[at]
      if (row === undefined) throw new Error(`${path} has no such row`)
      for (const [name, text] of Object.entries(values)) staging.tell(row, name, device.property(menu, name)?.type.keep(text, name) ?? text)
    }
    run('/ip/dhcp-server/lease/add address=10.0.0.5')
    tell('/ip/dhcp-server/lease', { status: 'bound', 'host-name': 'printer', 'expires-after': '5m' })
    expect(run(':put [/ip/dhcp-server/lease/get [find where status=bound] host-name]')).toBe('printer\n')
    expect(run(':put [/ip/dhcp-server/lease/get 0 expires-after]')).toBe('00:05:00\n')
    run('/interface/print')
    tell('/interface', { running: 'no' }, 1)
    expect(run(':put [/interface/find where !running]')).toBe('*2\n')
    run('/system/package/update/print')
    tell('/system/package/update', { 'latest-version': '7.99' })
    expect(run(':put ([/system/package/update/check-for-updates as-value]->"status")')).toBe('New version is available\n')
  })
})

describe('a board', () => {
  it('has the ports, radios and name of its model', () => {
    const found = boardModel('hEX S')
    expect(found?.exact).toBe(true)
    const board = found && boardOfModel(found.board)
    const { run } = bench(board === undefined ? {} : { board })
    expect(run(':put [/system/resource/get board-name]')).toBe('hEX S\n')
    expect(run(':put [:len [/interface/ethernet/find]]')).toBe('6\n')
  })

  it('that the table lacks is the nearest of its family', () => {
    expect(boardModel('CRS326-24S+2Q+')).toMatchObject({ exact: false, board: { model: 'CRS326-24G-2S+' } })
    expect(boardModel('toaster')).toBeUndefined()
  })

  it('is one of at least forty, each once', () => {
    const names = boardModels().map(({ model }) => model)
    expect(names.length).toBeGreaterThanOrEqual(40)
    expect(new Set(names).size).toBe(names.length)
  })
})
