// Owns the tests of default and computed values in /ip/route, in 6.x and in 7.x.
import { describe, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'
import { continued } from '../harness/expected.ts'

const setup = '/ip/address/add address=192.0.2.1/24 interface=ether1; /ip/route/add gateway=192.0.2.2'
const lines = (text: string): string[] => text.split('\n').map((line) => line.trimEnd())

describe('/ip/route of 7.x', () => {
  it('shows next hops and scopes, and an empty pref-src on early releases (the manual, page on policy routing)', () => {
    const { run } = testConsole({ release: '7.9.2', width: 300 })
    run(setup)
    expect(lines(run('/ip/route/print detail')).filter((line) => line.includes('dst-address'))).toEqual([
      '   DAc   dst-address=192.0.2.0/24 routing-table=main gateway=ether1 immediate-gw=ether1 distance=0 scope=10 ' +
        'suppress-hw-offload=no local-address=192.0.2.1%ether1',
      ' 0  As   dst-address=0.0.0.0/0 routing-table=main pref-src="" gateway=192.0.2.2 immediate-gw=192.0.2.2%ether1 distance=1 scope=30 ' +
        'target-scope=10 suppress-hw-offload=no',
    ])
  })

  it('omits pref-src later, and has a target scope for connected routes (public listings)', () => {
    const { run } = testConsole({ release: '7.20.8', width: 300 })
    run(setup)
    expect(lines(run('/ip/route/print detail')).filter((line) => line.includes('dst-address'))).toEqual([
      '   DAc   dst-address=192.0.2.0/24 routing-table=main gateway=ether1 immediate-gw=ether1 distance=0 scope=10 target-scope=5 ' +
        'suppress-hw-offload=no local-address=192.0.2.1%ether1',
      ' 0  As   dst-address=0.0.0.0/0 routing-table=main gateway=192.0.2.2 immediate-gw=192.0.2.2%ether1 distance=1 scope=30 ' +
        'target-scope=10 suppress-hw-offload=no',
    ])
  })

  it('prints given values before defaults, and none for a disabled route (a CHR of 7.23.7)', () => {
    const { run } = testConsole({ release: '7.23.3' })
    run(`${setup}; /ip/route/add dst-address=198.51.100.0/24 gateway=192.0.2.3 scope=40 disabled=yes`)
    expect(run(':put [/ip/route/get [find gateway=192.0.2.2] scope]')).toBe('30\n')
    expect(run(':put [/ip/route/get [find gateway=192.0.2.3] scope]')).toBe('40\n')
    expect(run(':put [:typeof [/ip/route/get [find gateway=192.0.2.3] target-scope]]')).toBe('nothing\n')
  })

  it('omits default values from as-value and exports', () => {
    const { run } = testConsole({ release: '7.9.2' })
    run(setup)
    expect(run(':put [/ip/route/print as-value where static]')).not.toMatch(/immediate-gw|scope|pref-src/)
    expect(run('/ip/route/export')).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 7.9.2
      # software id = 
      #
      /ip route
      add gateway=192.0.2.2
      "
    `)
  })
})

describe('/ip/route of 6.x', () => {
  it('lists connected routes among the others, with numbers (captures of ntc-templates)', () => {
    const { run } = testConsole({ release: '6.49', width: 300 })
    run(`${setup}; /ip/route/add dst-address=198.51.100.0/24 gateway=203.0.113.9; /ip/route/add dst-address=10.0.0.0/8 type=blackhole`)
    const listed = lines(run('/ip/route/print terse'))
    expect(continued(listed.join('\n'))).toMatchInlineSnapshot(`
      " 0 ADC  dst-address=192.0.2.0/24 pref-src=192.0.2.1 gateway=ether1 gateway-status=ether1 reachable \\
          distance=0 scope=10
       1 A S  dst-address=0.0.0.0/0 gateway=192.0.2.2 gateway-status=192.0.2.2 reachable via  ether1 \\
          distance=1 scope=30 target-scope=10
       2   S  dst-address=198.51.100.0/24 gateway=203.0.113.9 gateway-status=203.0.113.9 unreachable \\
          distance=1 scope=30 target-scope=10
       3 A SB dst-address=10.0.0.0/8 type=blackhole distance=1
      "
    `)
  })

  it('follows changes of addresses', () => {
    const { run } = testConsole({ release: '6.49' })
    run(`${setup}; /ip/address/remove [find]`)
    expect(run(':put [:len [/ip/route/find dynamic]]')).toBe('0\n')
    expect(run('/ip/route/export')).toMatchInlineSnapshot(`
      "# jan/01/2024 00:00:00 by RouterOS 6.49
      # software id = 
      #
      /ip route
      add gateway=192.0.2.2
      "
    `)
  })
})
