// Owns tests of commands as data: they behave like the same command in a script.
import { nil } from '../../src/value/value.ts'
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, type Device, type DeviceOptions, type InvokeOptions } from '../../src/index.ts'
import { invoke } from '../../src/device/invoke.ts'
import type { Actor } from '../../src/device/actor.ts'
import { ArrayValue, Id, type Value } from '../../src/value/value.ts'
import { fixtureKeys } from '../harness/keys.ts'
import { testConsole } from './console.ts'
import { thrownBy } from '../harness/expected.ts'

const device = (options: DeviceOptions = {}): Device =>
  createDevice({ release: '7.24', host: memoryHost({ keys: fixtureKeys() }), ...options })

/** Returns the value of a command; throws its failure message. */
function value(box: Device, path: string, options?: InvokeOptions): unknown {
  const { value, failure } = box.invoke(path, options)
  if (failure !== undefined) throw new Error(failure.message)
  return value
}

const failureOf = (box: Device, path: string, options?: InvokeOptions): string | undefined => box.invoke(path, options).failure?.message

describe('a command as data', () => {
  it('adds, sets, clears, reads and removes rows', () => {
    const box = device()
    const rule = { chain: 'forward', 'src-address': '10.0.0.0/8', action: 'drop', comment: 'fünf' }
    expect(value(box, '/ip/firewall/filter/add', { given: rule })).toBe('*1')
    const read = (name: string): unknown => value(box, '/ip/firewall/filter/get', { given: { number: '*1', 'value-name': name } })
    expect(read('comment')).toBe('fünf')
    expect(box.run(':put [/ip/firewall/filter/get *1 comment]').output).toBe('fünf\n')
    expect(value(box, '/ip/firewall/filter/set', { given: { numbers: '*1', disabled: true }, unset: ['src-address'] })).toBeUndefined()
    expect(read('disabled')).toBe(true)
    expect(read('src-address')).toBeUndefined()
    expect(value(box, '/ip/firewall/filter/remove', { given: { numbers: ['*1'] } })).toBeUndefined()
    expect(value(box, '/ip/firewall/filter/find')).toEqual([])
  })

  it('reads text by the kind of its argument', () => {
    const box = device()
    const given = { name: 'every', interval: '90', 'on-event': ':put 1' }
    value(box, '/system/scheduler/add', { given })
    expect(value(box, '/system/scheduler/get', { given: { number: 'every', 'value-name': 'interval' } })).toBe('00:01:30')
    value(box, '/ip/dns/set', { given: { servers: '1.1.1.1,8.8.8.8', 'allow-remote-requests': 'yes' } })
    expect(value(box, '/ip/dns/get', { given: { 'value-name': 'servers' } })).toEqual(['1.1.1.1', '8.8.8.8'])
    expect(value(box, '/ip/dns/get', { given: { 'value-name': 'allow-remote-requests' } })).toBe(true)
  })

  it('selects rows by a predicate', () => {
    const box = device()
    for (const [at, address] of ['10.0.0.1/24', '10.0.1.1/24', '10.0.2.1/24'].entries())
      value(box, '/ip/address/add', { given: { address, interface: at === 1 ? 'ether2' : 'ether1' } })
    const where: InvokeOptions['where'] = (read) => read('interface') === 'ether1' && read('.id') !== '*1'
    expect(value(box, '/ip/address/find', { where })).toEqual(['*3'])
    expect(value(box, '/ip/address/print', { given: { 'count-only': true }, where })).toBe(1)
    expect(box.invoke('/ip/address/print', { given: { 'count-only': '' } })).toMatchInlineSnapshot(`
      {
        "bytes": {
          "data": [],
          "type": "Buffer",
        },
        "notModelled": [],
        "output": "",
        "value": 3,
      }
    `)
    expect(value(box, '/ip/address/print', { given: { 'as-value': true }, where })).toEqual([
      {
        '.id': '*3',
        address: '10.0.2.1/24',
        network: '10.0.2.0',
        interface: 'ether1',
        'actual-interface': 'ether1',
        vrf: 'main',
        disabled: false,
        dynamic: false,
        invalid: false,
      },
    ])
  })

  it('prints and exports the same as in a console', () => {
    const box = device()
    box.run('/ip/address/add address=10.0.0.1/24 interface=ether1')
    for (const command of ['/ip/address/print', '/ip/address/export', '/export'])
      expect(box.invoke(command).output).toBe(box.run(command).output)
    expect(box.invoke('/system/identity/print', { given: { 'as-value': true } }).value).toEqual({ name: 'MikroTik' })
  })

  it('signs and exports a certificate', () => {
    const box = device()
    value(box, '/certificate/add', { given: { name: 'ca', 'common-name': 'ca.example', 'days-valid': 30 } })
    const { output, failure } = box.invoke('/certificate/sign', { given: { number: 'ca' } })
    expect(failure).toBeUndefined()
    expect(output).toBe('  progress: done\n\n')
    expect(value(box, '/certificate/get', { given: { number: 'ca', 'value-name': 'days-valid' } })).toBe(30)
    value(box, '/certificate/export-certificate', { given: { numbers: 'ca', 'file-name': 'ca' } })
    expect(value(box, '/file/find', { where: (read) => read('name') === 'ca.crt' })).toHaveLength(1)
  })

  it('runs a stored script, whose changes stay if it fails', () => {
    const box = device()
    box.run('/system/script/add name=half source="/ip/pool/add name=a ranges=10.0.0.1-10.0.0.9\\n:put said\\n:error over"')
    const { output, failure } = box.invoke('/system/script/run', { given: { number: 'half' } })
    expect(output).toBe('said\n')
    expect(failure).toEqual({ message: 'over (:error; line 3)', line: 3, column: 2, command: ':error', trace: [], notModelled: false })
    expect(value(box, '/ip/pool/find')).toEqual(['*1'])
  })

  it('accepts abbreviated names, as scripts do', () => {
    const box = device()
    expect(value(box, '/ip/addr/add', { given: { addr: '10.0.0.1/24', inter: 'ether1' } })).toBe('*1')
  })
})

describe('a command that fails', () => {
  const box = device()

  // Each as data, and the same in a script: only the text has places.
  it.each<[string, string, InvokeOptions, string]>([
    ['no such menu', '/ip/nothing/add', {}, '/ip nothing add'],
    ['no such command', '/ip/address/invent', {}, '/ip/address/invent'],
    ['no such argument', '/ip/address/add', { given: { colour: 'red' } }, '/ip/address/add colour=red'],
    ['a missing argument', '/ip/address/add', {}, '/ip/address/add'],
    [
      'no such value',
      '/ip/firewall/filter/add',
      { given: { chain: 'input', disabled: 'perhaps' } },
      '/ip/firewall/filter/add chain=input disabled=$x',
    ],
    [
      'no such word',
      '/ip/firewall/filter/add',
      { given: { chain: 'input', action: 'sing' } },
      '/ip/firewall/filter/add chain=input action=$y',
    ],
    [
      'no such item to refer to',
      '/ip/address/add',
      { given: { address: '10.0.0.1/24', interface: 'none-such' } },
      '/ip/address/add address=10.0.0.1/24 interface=none-such',
    ],
    [
      'a malformed time',
      '/system/scheduler/add',
      { given: { name: 'a', interval: 'soon' } },
      '/system/scheduler/add name=a interval="soon"',
    ],
    ['no such row', '/ip/address/remove', { given: { numbers: '*9' } }, '/ip/address/remove *9'],
    ['a number out of its range', '/ip/service/set', { given: { numbers: 'www', port: 70000 } }, '/ip/service/set www port=70000'],
    ['what is taken', '/interface/bridge/add', { given: { name: 'ether1' } }, '/interface/bridge/add name=ether1'],
  ])('reports for %s what a script gets', (_what, path, options, script) => {
    const box = device()
    const scriptMessage = box.run(`:local x perhaps; :local y sing; ${script}`).failure?.message ?? ''
    expect(scriptMessage).not.toBe('')
    expect(failureOf(box, path, options)).toBe(scriptMessage.replace(/ \((line \d+ column \d+|\/[^()]*( \([^()]*\))?; line \d+)\)/, ''))
  })

  it('uses the words of the release', () => {
    expect(failureOf(device({ release: '7.20' }), '/ip/address/add', { given: { colour: 'red' } })).toBe('expected end of command')
  })

  it('must name a menu command, not a word of the language', () => {
    expect(failureOf(device(), '/ip/address')).toBe('expected command name')
    expect(failureOf(device(), '/ip/address/add/more')).toBe('bad command name more')
    expect(box.invoke('/put', { given: { message: 'x' } }).failure).toEqual({
      message: '/put is not modelled',
      command: ':put',
      trace: [],
      notModelled: true,
    })
  })

  it('accepts a condition only as a predicate, and only for commands with conditions', () => {
    expect(failureOf(box, '/ip/address/find', { given: { where: 'x' } })).toBe('bad parameter where')
    expect(failureOf(box, '/ip/address/add', { where: () => true })).toBe('bad parameter where')
  })

  it('names the command, and leaves the device unchanged', () => {
    const box = device()
    value(box, '/ip/pool/add', { given: { name: 'a', ranges: '10.0.0.1-10.0.0.9' } })
    value(box, '/ip/pool/add', { given: { name: 'b', ranges: '10.0.0.1-10.0.0.9' } })
    const { failure } = box.invoke('/ip/pool/set', { given: { numbers: ['a', 'b'], name: 'c' } })
    expect(failure).toEqual({ message: 'failure: pool with such name exists', command: '/ip/pool/set', trace: [], notModelled: false })
    expect(value(box, '/ip/pool/find', { where: (read) => read('name') === 'c' })).toEqual([])
  })

  it('needs the policies that its command needs', () => {
    const box = device({ policy: 'read' })
    expect(failureOf(box, '/ip/pool/add', { given: { name: 'a' } })).toBe('not enough permissions (9)')
    expect(failureOf(box, '/ip/pool/find')).toBeUndefined()
    expect(failureOf(device(), '/ip/pool/find', { policy: 'write' })).toBe('not enough permissions (9)')
    expect(thrownBy(() => box.invoke('/ip/pool/find', { policy: 'fly' }))).toBe(
      "TypeError: 'fly' is not a policy: policies are named as in /user/group: read, write, test ...",
    )
  })

  it('masks secrets without the policy sensitive', () => {
    const box = device()
    value(box, '/ppp/secret/add', { given: { name: 'u', password: 'pässword' } })
    const secret = { given: { number: 'u', 'value-name': 'password' } }
    expect(value(box, '/ppp/secret/get', secret)).toBe('pässword')
    expect(value(box, '/ppp/secret/get', { ...secret, policy: 'read' })).toBe('*****')
    expect(value(box, '/ppp/secret/find', { where: (read) => read('password') === 'pässword', policy: ['read'] })).toEqual([])
  })

  it('accepts whole numbers only', () => {
    expect(thrownBy(() => device().invoke('/ip/service/set', { given: { numbers: 'www', port: 80.5 } }))).toBe(
      'TypeError: 80.5 is not a whole number: pass it as text',
    )
  })
})

describe('a command called from a menu', () => {
  const { device: router, run } = testConsole()
  const as = (more: Partial<Actor> = {}): Actor => ({
    policies: undefined,
    call: () => nil,
    width: 80,
    terminal: undefined,
    door: 'script',
    listings: new Map(),
    write: () => undefined,
    show: () => undefined,
    run: () => '',
    ...more,
  })

  it('takes and returns values of scripts, and throws a Failure', () => {
    const id = invoke(
      router,
      '/ip/address/add',
      {
        given: new Map<string, Value>([
          ['address', '10.1.0.1/24'],
          ['interface', 'ether1'],
        ]),
      },
      as(),
    )
    expect(id).toBeInstanceOf(Id)
    const found = invoke(router, '/ip/address/find', { where: (read) => read('interface') === 'ether1' }, as())
    expect(found).toEqual(new ArrayValue([id]))
    invoke(
      router,
      '/ip/address/set',
      {
        given: new Map<string, Value>([
          ['numbers', found],
          ['comment', 'a'],
        ]),
      },
      as(),
    )
    expect(run(':put [/ip/address/get 0 comment]')).toBe('a\n')
    expect(thrownBy(() => invoke(router, '/ip/address/remove', { given: new Map([['numbers', '*99']]) }, as()))).toBe(
      'Failure: no such item',
    )
  })

  it('counts item numbers in the latest print of the same session', () => {
    run('/ip/pool/add name=a ranges=10.0.0.1\n/ip/pool/add name=b ranges=10.0.0.2')
    const one = as()
    invoke(router, '/ip/pool/print', { where: (read) => read('name') === 'b' }, one)
    const name = (who: Actor, number: number): Value =>
      invoke(
        router,
        '/ip/pool/get',
        {
          given: new Map<string, Value>([
            ['number', number],
            ['value-name', 'name'],
          ]),
        },
        who,
      )
    expect([name(one, 1), name(as(), 0)]).toEqual(['b', 'a'])
  })
})
