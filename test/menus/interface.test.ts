// Owns the tests of /interface: it shows rows of other menus, and writes to them.
import { expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

it('the actual MTU is the configured one, by default that of the kind of interface', () => {
  const { run } = testConsole({ width: 100 })
  run('/interface/wireguard/add name=wg; /interface/wireguard/add name=wg1280 mtu=1280; /interface/bridge/add name=lan')
  run('/interface/eoip/add name=e remote-address=192.0.2.1 tunnel-id=1; /interface/vlan/add name=v interface=ether1 vlan-id=2 mtu=1400')
  expect(
    run(':foreach i in=[/interface/find where type!="ether"] do={ :put [/interface/get $i name]; :put [/interface/get $i actual-mtu] }'),
  ).toBe(['lan', 1500, 'v', 1400, 'wg', 1420, 'wg1280', 1280, 'e', 1458, ''].join('\n'))
})

it("writes to the menu of the interface's type", () => {
  const { run, fails } = testConsole({ width: 100 })
  run('/interface/bridge/add name=lan; /interface/set ether3 name=wan mtu=1400 disabled=yes')
  expect(
    run(':put [/interface/ethernet/get wan mtu]; :put [/interface/ethernet/get wan disabled]; :put [/interface/get wan actual-mtu]'),
  ).toBe('1400\ntrue\n1400\n')
  expect(run('/interface/disable lan; :put [/interface/bridge/get lan disabled]; :put [:len [/interface/find where running]]')).toBe(
    'true\n4\n',
  )
  expect(fails('/interface/set wan name=lan')).toBe('failure: already have interface with name lan')
  expect(run(':put [/interface/ethernet/get wan mtu]')).toBe('1400\n')
  expect(run('/interface/bridge/remove lan; :put [:len [/interface/find]]; :put [/interface/get [find default-name=ether3] type]')).toBe(
    '5\nether\n',
  )
  expect(run('/export')).toMatchInlineSnapshot(`
    "# 2024-01-01 00:00:00 by RouterOS 7.24
    # system id = 
    #
    /interface ethernet
    set [ find default-name=ether3 ] disabled=yes mtu=1400 name=wan
    "
  `)
})

it('6.x shows running and disabled in one column', () => {
  const { run } = testConsole({ release: '6.49' })
  run('/interface disable ether2')
  expect(run('/interface print')).toMatchInlineSnapshot(`
    "Flags: D - dynamic, X - disabled, R - running, S - slave 
     #     NAME                  TYPE  ACTUAL-MTU L2MTU MAX-L2MTU MAC-ADDRESS      
     0  R  ether1                ether       1500                 52:54:00:00:00:00
     1  X  ether2                ether       1500                 52:54:00:00:00:01
     2  R  ether3                ether       1500                 52:54:00:00:00:02
     3  R  ether4                ether       1500                 52:54:00:00:00:03
     4  R  ether5                ether       1500                 52:54:00:00:00:04
    "
  `)
})
