// Owns the tests of the API: login, replies by tag, queries, listen, cancel; over a simulated network.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device } from '../../src/index.ts'
import type { MemoryConnection } from '../../src/host/memory-network.ts'
import { sentenceBytes, SentenceReader } from '../../src/host/sentence.ts'

interface Lab {
  readonly device: Device
  readonly connection: MemoryConnection
  ask(...words: readonly string[]): readonly (readonly string[])[]
}

function lab(release = '7.24', logs = true): Lab {
  const network = memoryNetwork()
  const device = createDevice({ release, host: memoryHost({ network }) })
  device.run('')
  const connection = network.connect('api')
  if (connection === undefined) throw new Error('the device does not listen for the API')
  const ask = (...words: readonly string[]): readonly (readonly string[])[] => {
    connection.send(...words)
    return connection.received()
  }
  if (logs) expect(ask('/login', '=name=admin', '=password=')).toEqual([['!done']])
  return { device, connection, ask }
}

describe('sentences', () => {
  it('are encoded and decoded unchanged, however they are split', () => {
    const words = ['/a', `=x=${'y'.repeat(200)}`, `=z=${'\0'.repeat(20_000)}`, '=\xff=']
    const bytes = Buffer.from(sentenceBytes(words) + sentenceBytes([]) + sentenceBytes(['b']), 'latin1')
    const reader = new SentenceReader()
    const found = []
    for (let at = 0; at < bytes.length; at += 77) found.push(...(reader.read(bytes.subarray(at, at + 77)) ?? []))
    expect(found).toEqual([words, ['b']])
    expect(new SentenceReader().read(Buffer.of(0xf8))).toBeUndefined()
    expect(new SentenceReader().read(Buffer.of(0xf0, 0x7f, 0xff, 0xff, 0xff))).toBeUndefined()
  })
})

describe('the API', () => {
  it('accepts a name and a password, before 6.43 a digest', () => {
    const { ask } = lab('7.24', false)
    expect(ask('/login', '=name=admin', '=password=x')).toEqual([['!trap', '=message=invalid user name or password (6)'], ['!done']])
    expect(ask('/login', '=name=admin', '=password=', '.tag=7')).toEqual([['!done', '.tag=7']])
    const old = lab('6.42', false)
    const [[, ret = ''] = []] = old.ask('/login')
    const challenge = Buffer.from(ret.slice('=ret='.length), 'hex')
    const digest = createHash('md5')
      .update(Buffer.concat([Buffer.of(0), challenge]))
      .digest('hex')
    expect(old.ask('/login', '=name=admin', `=response=00${digest}`)).toEqual([['!done']])
  })

  it('closes the connection of clients without login, and of those that quit', () => {
    const out = lab('7.24', false)
    expect(out.ask('/ip/address/print')).toEqual([['!fatal', 'not logged in']])
    expect(out.connection.isClosed).toBe(true)
    expect(lab().ask('/quit')).toEqual([['!fatal', 'session terminated on request']])
  })

  it('adds, sets, unsets, removes; returns rows in the order of the menu', () => {
    const { ask } = lab()
    expect(ask('/ip/address/add', '=address=10.0.0.1/24', '=interface=ether1', '=comment=a=b\nc')).toEqual([['!done', '=ret=*1']])
    const [row] = ask('/ip/address/getall', '.tag=x')
    expect(row?.slice(0, 4)).toEqual(['!re', '.tag=x', '=.id=*1', '=address=10.0.0.1/24'])
    expect(row).toEqual([
      '!re',
      '.tag=x',
      '=.id=*1',
      '=address=10.0.0.1/24',
      '=network=10.0.0.0',
      '=interface=ether1',
      '=actual-interface=ether1',
      '=disabled=false',
      '=invalid=false',
      '=dynamic=false',
      '=comment=a=b\nc',
    ])
    expect(ask('/ip/address/set', '=.id=*1', '=!comment=', '=disabled=yes')).toEqual([['!done']])
    const [changed] = ask('/ip/address/print', '=.proplist=disabled,comment')
    expect(changed).toEqual(['!re', '=disabled=true'])
    expect(ask('/ip/address/print', '=count-only=')).toEqual([['!done', '=ret=1']])
    expect(ask('/ip/address/remove', '=numbers=*1')).toEqual([['!done']])
    expect(ask('/ip/address/print')).toEqual([['!empty'], ['!done']])
  })

  it('omits empty values before 7.18', () => {
    expect(lab('7.16').ask('/ip/address/print')).toEqual([['!done']])
  })

  it('replies with !trap and its category', () => {
    const { ask } = lab()
    expect(ask('/foo/print')).toEqual([
      ['!trap', '=category=0', '=message=no such command or directory (foo)'],
      ['!trap', '=category=0', '=message=no such command prefix'],
      ['!done'],
    ])
    expect(ask('/ip/address/remove', '=.id=*9')).toEqual([['!trap', '=category=0', '=message=no such item'], ['!done']])
    expect(ask('/ip/address/add', '=address=10.0.0.1/24', '=interface=zz')[0]).toEqual([
      '!trap',
      '=category=1',
      '=message=input does not match any value of interface',
    ])
    expect(ask('/ip/address/add', '=foo=1')[0]).toEqual(['!trap', '=message=unknown parameter foo'])
  })

  it.each([
    [['?name=ether1'], ['ether1']],
    [['?=name=ether1'], ['ether1']],
    [
      ['?name=ether1', '?name=ether2', '?#|'],
      ['ether1', 'ether2'],
    ],
    [
      ['?name=ether1', '?#!'],
      ['ether2', 'ether3', 'ether4', 'ether5'],
    ],
    [['?comment'], ['ether3']],
    [['?-comment'], ['ether1', 'ether2', 'ether4', 'ether5']],
    [['?>comment='], ['ether3']],
    [['?disabled=true'], ['ether2']],
    [['?disabled=yes'], ['ether2']],
    [['?<mtu=1500'], ['ether4']],
    [['?>mtu=1400'], ['ether1', 'ether2', 'ether3', 'ether5']],
    [['?.id=*1'], ['ether1']],
    [
      ['?name=ether1', '?name=ether2', '?#|!'],
      ['ether3', 'ether4', 'ether5'],
    ],
    [['?name=ether1', '?#.|'], ['ether1']],
    [['?nothing=1'], []],
  ])('answers the query %j', (query, names) => {
    const { ask, device } = lab()
    device.run('/interface/set ether2 disabled=yes; /interface/set ether3 comment=c; /interface/ethernet/set ether4 mtu=1400')
    const found = ask('/interface/print', ...query, '=.proplist=name').filter(([kind]) => kind === '!re')
    expect(found.map(([, name = '']) => name.slice('=name='.length))).toEqual(names)
  })

  it('reports added, changed and removed rows to listen, until it is cancelled', () => {
    const { ask, connection } = lab()
    expect(ask('/ip/address/listen', '.tag=l')).toEqual([])
    const heard = (...words: readonly string[]): readonly (readonly string[])[] =>
      ask(...words).filter((sentence) => sentence.includes('.tag=l'))
    expect(heard('/ip/address/add', '=address=10.0.0.1/24', '=interface=ether1')[0]).toEqual(expect.arrayContaining(['!re', '=.id=*1']))
    expect(heard('/ip/address/set', '=.id=*1', '=comment=x')[0]).toEqual([
      '!re',
      '.tag=l',
      '=.id=*1',
      '=address=10.0.0.1/24',
      '=network=10.0.0.0',
      '=interface=ether1',
      '=actual-interface=ether1',
      '=disabled=false',
      '=invalid=false',
      '=dynamic=false',
      '=comment=x',
    ])
    expect(heard('/ip/address/remove', '=.id=*1')).toEqual([['!re', '.tag=l', '=.id=*1', '=.dead=true']])
    expect(ask('/cancel', '=tag=l', '.tag=c')).toEqual([
      ['!trap', '.tag=l', '=category=2', '=message=interrupted'],
      ['!done', '.tag=c'],
      ['!done', '.tag=l'],
    ])
    expect(heard('/ip/address/add', '=address=10.0.0.1/24', '=interface=ether1')).toEqual([])
    connection.close()
  })

  it('admits only users with the policy api, and logs logins', () => {
    const { device, connection, ask } = lab('7.24', false)
    device.run('/user/group/add name=g policy=read,web,rest-api; /user/add name=u group=g password=p')
    expect(ask('/login', '=name=u', '=password=p')[0]?.[0]).toBe('!trap')
    ask('/login', '=name=admin', '=password=')
    connection.close()
    const { output } = device.run(':foreach l in=[/log/print as-value] do={:put ($l->"message")}')
    expect(output).toMatchInlineSnapshot(`
      "login failure for user u from 192.0.2.1 via api
      user admin logged in from 192.0.2.1 via api
      user admin logged out from 192.0.2.1 via api
      "
    `)
  })
})
