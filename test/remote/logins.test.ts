// Owns the tests of logged-in users: /user/active and `last-logged-in`, for every protocol.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork } from '../../src/index.ts'
import { RestLab } from '../harness/rest-lab.ts'

const list = ':foreach l in=[/user/active/print as-value] do={:put (($l->"name")." ".($l->"via")." ".($l->"address")." ".($l->"group"))}'

describe('/user/active', () => {
  it('contains a client of the API until its connection ends, which removing the row does', () => {
    const network = memoryNetwork()
    const device = createDevice({ release: '7.16', host: memoryHost({ network }) })
    device.run('/user/add name=eve group=read password=""; :delay 1h')
    const [one, other] = [network.connect('api', '10.0.0.1'), network.connect('api', '10.0.0.2')]
    one?.send('/login', '=name=admin', '=password=')
    other?.send('/login', '=name=eve', '=password=')
    expect(device.run(list).output).toBe('admin api 10.0.0.1 full\neve api 10.0.0.2 read\n')
    expect(device.run('/user/active/request-logout [find name=eve]').failure).toBeUndefined()
    expect(other?.isClosed).toBe(true)
    expect(device.run(list).output).toBe('admin api 10.0.0.1 full\n')
    expect(device.run(':put [/user/get eve last-logged-in]').output).toBe('2024-01-01 01:00:00\n')
    // A second login on the same connection replaces the first one.
    one?.send('/login', '=name=eve', '=password=')
    expect(device.run(list).output).toBe('eve api 10.0.0.1 read\n')
  })

  it('contains a client of REST until ten minutes after its last request, which does not change `last-logged-in`', () => {
    const lab = new RestLab()
    lab.device.run('/user/add name=ann group=full password=p')
    const look = { user: 'ann:p' }
    expect(lab.ask('GET', '/user/active?name=ann', undefined, look)?.body).toEqual([
      { '.id': '*1', address: '192.0.2.1', group: 'full', name: 'ann', radius: 'false', via: 'rest-api', when: '2024-01-01 00:00:00' },
    ])
    lab.device.run(':delay 9m')
    expect(lab.ask('GET', '/user/active?.proplist=.id', undefined, look)?.body).toEqual([{ '.id': '*1' }])
    lab.device.run(':delay 9m')
    expect(lab.device.run(list).output).toBe('ann rest-api 192.0.2.1 full\n')
    lab.device.run(':delay 2m')
    expect(lab.device.run(list).output).toBe('')
    expect(lab.device.run(':put [:typeof [/user/get ann last-logged-in]]').output).toBe('nothing\n')
    const lines = lab.device.run(':foreach l in=[/log/print as-value] do={:put ($l->"message")}').output
    expect(lines.match(/user ann logged (in|out) from 192.0.2.1 via rest-api/g)).toHaveLength(2)
  })
})
