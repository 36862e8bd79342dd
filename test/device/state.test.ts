// Owns tests of saving and restoring the state of a device.
import { describe, expect, it } from 'vitest'
import { Router } from '../../src/device/router.ts'
import { savedDescription, loadState, saveState } from '../../src/device/state/state.ts'
import { Failure } from '../../src/diagnostic/failure.ts'
import { memoryHost } from '../../src/host/memory.ts'
import { extensions, menus } from '../../src/menus/list.ts'
import { catalogOf } from '../harness/catalog.ts'
import { testConsole } from './console.ts'
import { fixtureKey } from '../pki/fixture.ts'
import { existing } from '../harness/existing.ts'

const keys = { '2048': [fixtureKey('rsa-2048-a')], prime256v1: [fixtureKey('ec-prime256v1')] }

const fresh = (): Router => new Router({ host: memoryHost({ keys, seed: 9 }), release: '7.24', menus, extensions })
const failure = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  throw new Error('did not fail')
}

describe('the state of a device', () => {
  it('is restored completely', () => {
    const before = testConsole({ keys })
    const done = before.run(
      [
        '/system identity set name="b\\C3\\BCro\\FF"',
        '/ip firewall address-list add list=a address=10.0.0.0/8 timeout=1h comment="two words"',
        '/ip firewall address-list add list=b address=10.9.9.9',
        '/ip firewall address-list remove *1',
        '/interface list add name=LAN',
        '/certificate add name=root common-name=ca; /certificate sign root ca-crl-host=10.0.0.1',
        '/certificate add name=c common-name=c key-size=prime256v1 key-usage=tls-client; /certificate sign c ca=root; ' +
          '/certificate issued-revoke c',
        '/certificate add name=t common-name=t subject-alt-name=DNS:a,IP:10.0.0.1',
        '/ip service set www-ssl certificate=root disabled=no address=10.0.0.0/8,192.168.0.0/16',
        '/system scheduler add name=s interval=5m on-event=":put 1"',
      ].join('\n'),
    )
    expect(done).toBe('  progress: done\n\n'.repeat(2))
    const state = saveState(before.device)
    expect([...state.keys()]).toEqual([
      'certificate/1.certificate.pem',
      'certificate/1.key.pem',
      'certificate/2.certificate.pem',
      'certificate/2.key.pem',
      'device.json',
      'rows.json',
      'configuration.rsc',
    ])
    const device = fresh()
    loadState(device, state, catalogOf('7.24', 'all'))
    const after = testConsole({ device })
    const questions = [
      '/certificate print detail',
      '/certificate print',
      '/ip service print detail',
      '/ip firewall address-list print detail',
      '/interface list print detail',
      '/system scheduler print detail',
      '/ip cloud print',
      ':put [/system identity get name]',
      ':put [/ip firewall address-list add list=c address=1.1.1.1]',
    ]
    for (const question of questions) expect(after.run(question)).toBe(before.run(question))
    expect(saveState(device)).toEqual(saveState(before.device))
  })

  it('is refused with a message if it is newer, invalid or incomplete', () => {
    const catalog = catalogOf('7.24', 'all')
    const load = (state: [string, string][]) => failure(() => loadState(fresh(), new Map(state), catalog))
    expect(load([['device.json', '{"version":99,"menus":[]}']])).toBe(
      'this state was written by a newer offbox: its form is 99, known are forms up to 4',
    )
    const broken = 'device.json is damaged: it does not hold what offbox writes there'
    for (const text of [
      'not json',
      '[]',
      '{"version":3,"release":"7.24"}',
      '{"version":2,"release":"7.24"}',
      '{"version":1,"release":"7.24","menus":[{}]}',
      '{"version":"2"}',
    ])
      expect(load([['device.json', text]]), text).toBe(broken)
    const row = { id: 1, values: { name: 'x' }, parts: { certificate: 'certificate/1.certificate.pem' } }
    const whole = { version: 1, release: '7.24', menus: [{ path: '/certificate', next: 2, rows: [row] }] }
    expect(load([['device.json', JSON.stringify(whole)]])).toBe('the state lacks its file certificate/1.certificate.pem')
  })

  it('is refused with one message for every file that is missing or damaged', () => {
    const { device, run } = testConsole({ keys })
    run(
      '/certificate add name=root common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign root; /ip pool add ' +
        'name=a ranges=10.0.0.1',
    )
    run('/system scheduler add name=s interval=5m on-event=":put 1"')
    const state = saveState(device, 'all')
    expect(state.get('configuration.rsc')).toMatchInlineSnapshot(`
      "# by RouterOS 7.24
      # system id = 
      #
      /ip pool
      add name=a ranges=10.0.0.1
      /system scheduler
      add interval=5m name=s on-event=":put 1" policy=\\
          ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon \\
          start-date=2024-01-01 start-time=00:00:00
      "
    `)
    const catalog = catalogOf('7.24', 'all')
    for (const [name, text] of state) {
      expect(failure(() => loadState(fresh(), new Map([...state].filter(([other]) => other !== name)), catalog))).toBe(
        `the state lacks its file ${name}`,
      )
      if (name !== 'configuration.rsc')
        for (const damage of ['', text.slice(0, text.length / 2), `x${text.slice(1)}`])
          expect(
            failure(() => loadState(fresh(), new Map([...state, [name, damage]]), catalog)),
            name,
          ).toContain('is damaged')
    }
  })

  it('applies an edited configuration, and keeps what exports do not contain', () => {
    const { device, run } = testConsole({ keys })
    run(
      '/certificate add name=root common-name=ca key-usage=key-cert-sign,crl-sign; /certificate sign root; /ip pool add ' +
        'name=a ranges=10.0.0.1',
    )
    const state = saveState(device, 'all')
    const text = state.get('configuration.rsc')?.replace('name=a', 'name=b') ?? ''
    const other = fresh()
    expect(loadState(other, state, catalogOf('7.24', 'all'))).toBeUndefined()
    const changed = fresh()
    expect(loadState(changed, new Map([...state, ['configuration.rsc', text]]), catalogOf('7.24', 'all'))).toBe(text)
    const after = testConsole({ device: changed })
    expect(after.run(':put [/certificate get root common-name]; :put [:len [/ip pool find]]')).toBe('ca\n0\n')
  })

  it('is not computed again if no row changed', () => {
    const { device } = testConsole({ keys })
    const state = saveState(device, 'all')
    const mark = new Map([...state, ['configuration.rsc', 'as before']])
    expect(saveState(device, 'all', mark).get('configuration.rsc')).toBe('as before')
  })

  it('identifies default rows by name, not by position', () => {
    const before = testConsole({ keys })
    before.run('/ip service set www-ssl port=8443; /ip service set winbox disabled=yes')
    const state = saveState(before.device, ['container'])
    expect(state.get('rows.json')).toContain('"factory": "www-ssl"')
    expect(savedDescription(state)).toEqual({ release: '7.24', packages: ['container'], board: undefined })
    const older = new Router({ host: memoryHost({ keys, seed: 9 }), release: '7.16', menus })
    loadState(older, state, catalogOf('7.16', 'all'))
    const after = testConsole({ device: older })
    expect(after.run(':foreach n in={"www-ssl";"winbox";"api"} do={ :put [/ip service get $n port] }')).toBe('8443\n8291\n8728\n')
    const [api] = older.storeAt('/ip/service').items.filter(({ values }) => values.get('name') === 'api')
    expect(older.stores.original(older.declared('/ip/service'), existing(api, 'api'))).toEqual({ name: 'api', port: 8728 })
  })

  it('of format 1 is read: positions, no packages', () => {
    const rows = [{ id: 5, values: { name: 'www-ssl', port: 8443 }, factory: 4 }]
    const state = new Map([
      ['device.json', JSON.stringify({ version: 1, release: '7.16', menus: [{ path: '/ip/service', next: 9, rows }] })],
    ])
    expect(savedDescription(state)).toEqual({ release: '7.16' })
    const device = fresh()
    loadState(device, state, catalogOf('7.24', 'all'))
    expect(testConsole({ device }).run(':put [/ip service get www-ssl port]')).toBe('8443\n')
  })

  it('that is missing gives a new device', () => {
    const device = fresh()
    loadState(device, new Map(), catalogOf('7.24', 'all'))
    expect(testConsole({ device }).run(':put [:len [/ip/service/find]]')).toBe('9\n')
  })
})
