// Owns the tests of permissions of a scheduler's event: the scripts that it names, and the globals of other users.
import { expect, it } from 'vitest'
import { createDevice, memoryHost } from '../../src/index.ts'

function boxed(): (text: string) => string {
  const device = createDevice({ host: memoryHost({ now: 1_732_104_000_000_000_000n }) })
  return (text) => {
    const { output, failure } = device.run(text)
    return failure === undefined ? output.trimEnd() : failure.message
  }
}

const logLines = ':foreach l in=[/log find] do={:put ([/log get $l topics] . " " . [/log get $l message])}'

it('a script named by on-event runs with its own permissions, code in on-event with those of the scheduler', () => {
  const run = boxed()
  run('/system/script/add name=s policy="" source="/ip/dhcp-client/add interface=ether2"')
  run('/system/scheduler/add name=direct interval=1h on-event=s')
  run('/system/scheduler/add name=own interval=1h on-event="/system/script/run s use-script-permissions"')
  run(':delay 61m')
  // The manual's experiment (July 2025).
  expect(run(logLines).split('\n')).toEqual([
    'script,error executing script s from scheduler (direct) failed, please check it manually',
    'script,error,debug not enough permissions (9) (/ip/dhcp-client/add; line 1)',
    'script,error executing script from scheduler (own) failed, please check it manually',
    expect.stringMatching(/^script,error,debug \(scheduler:own\) not enough permissions \(9\) \(\/ip\/dhcp-client\/add; line 1\)/),
  ])
  run('/system/scheduler/add name=lent interval=1h on-event="/system/script/run s"')
  run('/system/scheduler/disable direct,own; :delay 61m')
  expect(run(':put [:len [/ip/dhcp-client/find]]')).toBe('1')
})

it('globals of other users are only visible with the policies policy and test', () => {
  const run = boxed()
  const seen = String.raw`:global shared; :log info \"[\$shared]\"`
  run(':global shared admin')
  run(`/system/scheduler/add name=a interval=1h policy=read,write on-event="${seen}; :set shared own"`)
  run(`/system/scheduler/add name=b interval=1h policy=read,write,policy,test on-event="${seen}"`)
  run(':delay 121m')
  expect(run(logLines)).toBe('script,info []\nscript,info [admin]\nscript,info [own]\nscript,info [admin]')
  expect(run(':global shared; :put $shared')).toBe('admin')
})

it('a manual time zone moves the clock, and its summer time in addition', () => {
  const run = boxed()
  expect(run('/system/clock/manual/set time-zone=-05:30; :put [/system/clock/get gmt-offset]')).toBe('-19800')
  expect(run(':put [/system/clock/get gmt-offset as-string]; :put [/system/clock/get time]')).toBe('-05:30\n06:30:00')
  run('/system/clock/manual/set dst-delta=+01:00 dst-start="2024-01-01 00:00:00" dst-end="2025-01-01 00:00:00"')
  expect(run(':put [/system/clock/get gmt-offset]; :put [/system/clock/get dst-active]')).toBe('-16200\ntrue')
})
