// Owns tests of globals in lines of a console and in executed texts.
import { expect, it } from 'vitest'
import { testConsole } from './console.ts'

it('a line reads, sets and calls globals of earlier lines', () => {
  const { run } = testConsole({ door: 'console' })
  run(':global seen 5; :global hail do={:return "hi $1"}')
  expect(run(':put $seen')).toBe('5\n')
  run(':set seen 6')
  expect(run(':put "$seen $[$hail you]"')).toBe('6 hi you\n')
  expect(run(':local seen 1; :put $seen')).toBe('1\n')
  expect(run(':put $seen')).toBe('6\n')
})

it('an executed text sets a global without declaring it', () => {
  const { run } = testConsole()
  expect(run(':global box 1; :execute ":set \\$box 5"; :delay 1; :put $box')).toBe('5\n')
})

it('get returns flags that are off, and refuses several rows as a device does', () => {
  const { run } = testConsole()
  run('/ip/address/add address=192.0.2.1/24 interface=ether1')
  run('/ip/address/add address=192.0.2.2/24 interface=ether1')
  expect(run(':put ([/ip/address/get 0]->"disabled")')).toBe('false\n')
  expect(run(':put [/ip/address/get [find] address]')).toBe('! invalid internal item number\n')
  expect(run(':put [:len [/ip/address/find where address=192.0.2.1/24]]')).toBe('0\n')
  expect(run(':put [:len [/ip/address/find where address="192.0.2.1/24"]]')).toBe('1\n')
})

it('the offset of the clock is a number of seconds', () => {
  const { run } = testConsole()
  run('/system/clock/set time-zone-name=Europe/Riga')
  expect(run(':put [:typeof [/system/clock/get gmt-offset]]; :put [/system/clock/get gmt-offset as-string]')).toBe('num\n+02:00\n')
})
