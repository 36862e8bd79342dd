// Owns the tests of commands that report values repeatedly, also without rows.
import { describe, expect, it } from 'vitest'
import { testConsole } from '../device/console.ts'

describe('monitor', () => {
  it('passes its values to do=, which sees the surrounding variables', () => {
    const { run } = testConsole()
    expect(run(':local a; /interface/monitor-traffic ether1 once do={:set a $name; :put $"rx-bits-per-second"}; :put "of $a"')).toBe(
      '0\nof ether1\n',
    )
    expect(run(':local f do={/interface/monitor-traffic $1 once do={:return $name}; :put end}; $f ether2')).toBe('end\n')
    expect(run('/interface/monitor-traffic ether1 duration=3s do={:put $name}')).toBe('ether1\nether1\nether1\n')
  })

  it('of a client reports the status that /interface shows: no server answers it', () => {
    const { run } = testConsole()
    run('/interface/pppoe-client/add name=p interface=ether1 disabled=yes')
    const status = ':local s; /interface/pppoe-client/monitor p once do={:set s $status}; :put $s'
    expect(run(status)).toBe('disconnected\n')
    expect(run(`/interface/pppoe-client/enable p; ${status}`)).toBe('connecting\n')
    expect(run('/interface/pppoe-client/monitor p once')).toBe('  status: connecting\n\n')
    expect(run(':put [/interface/pppoe-client/get p running]; :put [/interface/get p running]')).toBe('false\nfalse\n')
    run('/interface/l2tp-client/add name=l connect-to=192.0.2.1 user=u disabled=no')
    expect(run(':put ([/interface/l2tp-client/monitor l once as-value]->"status"); :put [/interface/get l running]')).toBe(
      'connecting\nfalse\n',
    )
    expect(run(':put ([/interface/ethernet/monitor ether1 once as-value]->"status")')).toBe('link-ok\n')
    expect(run(':put ([/system/gps/monitor once as-value]->"valid")')).toBe('false\n')
    expect(run('/tool/flood-ping 127.0.0.1 count=3 do={:put "$sent $received"}')).toBe('3 3\n')
  })

  it('that is not modelled succeeds for no row, and fails for a missing row', () => {
    const { run, fails } = testConsole()
    expect(run('/interface/lte/monitor [find] once')).toBe('')
    expect(fails('/interface/lte/monitor lte1 once')).toBe('no such item')
    expect(fails('/tool/profile')).toBe('/tool/profile is not modelled')
  })
})

describe('/system/backup/cloud', () => {
  it('stores one backup, which a device can load again', () => {
    const { run, fails } = testConsole()
    run('/ip/address/add address=192.0.2.1/24 interface=ether1')
    run('/system/backup/cloud/upload-file action=create-and-upload name=a password=x')
    expect(run(':put [/system/backup/cloud/get 0 name]; :put [:len [/system/backup/cloud/get 0 secret-download-key]]')).toBe('a\n24\n')
    expect(fails('/system/backup/cloud/upload-file action=create-and-upload password=x')).toBe(
      'failure: no free slot: remove the backup that is there, or replace it',
    )
    run('/system/backup/cloud/upload-file action=create-and-upload name=b password=x replace=[/system/backup/cloud/find]')
    run('/system/backup/cloud/download-file action=download number=0 dst-file=c')
    run('/ip/address/remove [find]')
    run('/system/backup/load name=c.backup password=x')
    expect(run(':put [:len [/ip/address/find]]')).toBe('1\n')
  })
})
