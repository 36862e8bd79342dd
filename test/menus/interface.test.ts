// Owns the tests of /interface: it shows rows of other menus, and writes to them.
import { expect, it } from 'vitest'
import { bench } from '../device/console.ts'

it("writes to the menu of the interface's type", () => {
  const { run, fails } = bench({ width: 100 })
  run('/interface/bridge/add name=lan; /interface/set ether3 name=wan mtu=1400 disabled=yes')
  expect(
    run(':put [/interface/ethernet/get wan mtu]; :put [/interface/ethernet/get wan disabled]; :put [/interface/get wan actual-mtu]'),
  ).toBe('1400\ntrue\n1400\n')
  expect(run('/interface/disable lan; :put [/interface/bridge/get lan disabled]; :put [:len [/interface/find where running]]')).toBe(
    'true\n4\n',
  )
  expect(fails('/interface/set wan name=lan')).toBe('failure: already have interface with name lan')
  expect(run(':put [/interface/ethernet/get wan mtu]')).toBe('1400\n')
  expect(
    run('/interface/bridge/remove lan; :put [:len [/interface/find]]; :put [/interface/get [find default-name=ether3] type]'),
  ).toContain('5\n')
  expect(run('/export')).toContain('/interface ethernet\nset [ find default-name=ether3 ] disabled=yes mtu=1400 name=wan\n')
})

it('6.x shows running and disabled in one column', () => {
  const { run } = bench({ release: '6.49' })
  run('/interface disable ether2')
  expect(run('/interface print')).toMatch(
    /^Flags: D - dynamic, X - disabled, R - running, S - slave \n #     NAME .*\n 0  R  ether1 .*\n 1  X  ether2 /,
  )
})
