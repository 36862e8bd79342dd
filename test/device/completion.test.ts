// Owns tests of values that devices add to rows of plain stores.
import { expect, it } from 'vitest'
import { testConsole } from './console.ts'

it('an address gets its network, and a new one after a change', () => {
  const { run } = testConsole({ width: 100 })
  run(
    '/ip/address; add address=192.168.88.1/24 interface=ether1; add address=10.1.2.3 interface=ether2; add ' +
      'address=10.0.0.1/8 network=10.9.0.0 interface=ether3',
  )
  expect(run(':foreach a in=[find] do={:put [get $a network]}')).toBe('192.168.88.0\n10.1.2.3\n10.9.0.0\n')
  expect(run('set 0 address=192.168.2.1/25; :put [get 0 network]; set 0 comment=x; :put [get 0 network]')).toBe(
    '192.168.2.0\n192.168.2.0\n',
  )
  expect(run('print terse where address="10.1.2.3/32"')).toBe(
    ' 1 address=10.1.2.3/32 network=10.1.2.3 interface=ether2 actual-interface=ether2\n',
  )
  expect(run('export')).toMatchInlineSnapshot(`
    "# 2024-01-01 00:00:00 by RouterOS 7.24
    # system id = 
    #
    /ip address
    add address=192.168.2.1/25 comment=x interface=ether1 network=192.168.2.0
    add address=10.1.2.3 interface=ether2 network=10.1.2.3
    add address=10.0.0.1/8 interface=ether3 network=10.9.0.0
    "
  `)
})

it('a DHCP server is disabled by default in 6.x', () => {
  const { run } = testConsole({ release: '6.49.7' })
  run('/ip pool add name=p ranges=192.0.2.2; /ip dhcp-server add name=d interface=ether1 address-pool=p disabled=no')
  expect(run('/ip dhcp-server export')).toMatchInlineSnapshot(`
    "# jan/01/2024 00:00:00 by RouterOS 6.49.7
    # software id = 
    #
    /ip dhcp-server
    add address-pool=p disabled=no interface=ether1 name=d
    "
  `)
})
