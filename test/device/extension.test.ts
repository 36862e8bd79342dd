// Owns the tests of extensions: behaviour added to a menu without a declaration.
import { describe, expect, it } from 'vitest'
import { plainMenu } from '../../src/device/plain/plain.ts'
import { type DeviceExtension, Router } from '../../src/device/router.ts'
import { Failure } from '../../src/diagnostic/failure.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { extend } from '../../src/menus/declaration.ts'
import { menus } from '../../src/menus/list.ts'
import { text } from '../../src/schema/property.ts'
import { show } from '../../src/value/show.ts'
import { catalogOf } from '../harness/catalog.ts'
import { testConsole, type TestConsole } from './console.ts'

function extendedBy(...extensions: readonly DeviceExtension[]): TestConsole {
  const catalog = catalogOf('7.24', 'all')
  const made = (path: string) => {
    const menu = catalog.menu(path)
    return menu && plainMenu(menu)
  }
  return testConsole({ device: new Router({ host: memoryHost(), release: '7.24', menus, extensions, plain: made }) })
}

const refusal = extend('/ip/firewall/nat', {
  adding({ values }) {
    if (values.has('to-ports') && !values.has('protocol')) throw new Failure('failure: ports need a protocol')
  },
})

describe('an extension', () => {
  it('refuses values that the menu would accept, and does not affect the rest of the menu', () => {
    const { run, fails } = extendedBy(refusal)
    expect(fails('/ip/firewall/nat/add chain=dstnat action=dst-nat to-ports=80')).toBe('failure: ports need a protocol')
    expect(fails('/ip/firewall/nat/add chain=dstnat to-ports=70000 protocol=tcp')).toBe('value of to-ports out of range (0..65535)')
    expect(run('/ip/firewall/nat/add chain=dstnat action=dst-nat protocol=tcp to-ports=80')).toBe('')
    expect(run('/ip/firewall/nat/print')).toMatchInlineSnapshot(`
      "Flags: X - DISABLED, I - INVALID; D - DYNAMIC 
       0    chain=dstnat action=dst-nat to-ports=80 protocol=tcp 
      "
    `)
    expect(run('/ip/firewall/nat/export')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip firewall nat
      add action=dst-nat chain=dstnat protocol=tcp to-ports=80
      "
    `)
  })

  it("is called for a change after the menu's own rules have completed it", () => {
    const seen: unknown[] = []
    const { run, fails } = extendedBy(extend('/ip/address', { adding: ({ values }) => void seen.push(show(values.get('network') ?? '')) }))
    run('/ip/address/add address=10.1.2.3/24 interface=ether1')
    expect(seen).toEqual(['10.1.2.0'])
    expect(fails('/ip/address/add address=10.1.2.3/24 interface=ether1')).toBe('failure: already have such address')
    expect(seen).toHaveLength(1)
  })

  it('adds commands, computed properties and timed work', () => {
    let done = false
    const { run } = extendedBy(
      extend('/ip/pool', {
        properties: { total: { type: text({ quoted: false }), readOnly: true, value: () => '7' } },
        commands: { reset: { about: 'says so', run: ({ actor }) => (actor.write('none\n'), true) } },
        timed: {
          next: () => (done ? undefined : 0n),
          run: () => void (done = true),
        },
      }),
    )
    run('/ip/pool/add name=p ranges=10.0.0.1-10.0.0.7')
    expect(run(':put [/ip/pool/get p total]')).toBe('7\n')
    expect(run('/ip/pool/reset')).toBe('none\n')
    run(':delay 1s')
    expect(done).toBe(true)
  })

  it('is called when the device restarts', () => {
    const { run, device } = testConsole()
    run('/ip/firewall/address-list/add list=a address=10.0.0.1 timeout=1d')
    run('/ip/firewall/address-list/add list=a address=10.0.0.2')
    device.boot()
    // The manual: an entry with a timeout is in memory only, and a restart removes it.
    expect(run('/ip/firewall/address-list/export terse')).toMatchInlineSnapshot(`
      "# 2024-01-01 00:00:00 by RouterOS 7.24
      # system id = 
      #
      /ip firewall address-list add address=10.0.0.2 list=a
      "
    `)
    expect(run(':put [:len [/ip/firewall/address-list/find]]')).toBe('1\n')
  })

  it('applies in its releases only', () => {
    const { run } = extendedBy({ ...refusal, releases: '..7.20' })
    expect(run('/ip/firewall/nat/add chain=dstnat action=dst-nat to-ports=80')).toBe('')
  })
})
