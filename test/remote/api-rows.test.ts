// Owns tests of the API, one form of a sentence at a time: known replies of devices (section 3 of the reference). api.test.ts tests
// sequences.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost, memoryNetwork, type Device } from '../../src/index.ts'

type Sentences = readonly (readonly string[])[]

/** Creates a device and a client that has logged in. */
function lab(release = '7.24'): {
  readonly device: Device
  readonly ask: (...words: readonly string[]) => Sentences
  readonly isClosed: () => boolean
} {
  const network = memoryNetwork()
  const device = createDevice({ release, host: memoryHost({ network }) })
  device.run('')
  const connection = network.connect('api')
  if (connection === undefined) throw new Error('the device does not listen for the API')
  const ask = (...words: readonly string[]): Sentences => {
    connection.send(...words)
    return connection.received()
  }
  expect(ask('/login', '=name=admin', '=password=')).toEqual([['!done']])
  return { device, ask, isClosed: () => connection.isClosed }
}
const names = (answer: Sentences): string =>
  answer.flatMap(([kind, ...words]) => (kind === '!re' ? words.map((word) => word.split('=')[2]) : [])).join()

describe('sentences', () => {
  it('may be empty, have words in any order, values with = and line ends, and a tag that is returned', () => {
    const { ask } = lab()
    expect(ask()).toEqual([])
    expect(ask('/interface/bridge/add', '.tag=a b', '=comment=x=y\r\nz', '=name=b')).toEqual([
      ['!done', '.tag=a b', expect.stringMatching(/^=ret=\*/)],
    ])
    expect(ask('/interface/bridge/print', '?name=b', '.tag=9', '=.proplist=comment')).toEqual([
      ['!re', '.tag=9', '=comment=x=y\r\nz'],
      ['!done', '.tag=9'],
    ])
  })

  it('without a tag are answered without a tag', () => {
    expect(lab().ask('/interface/print', '=count-only=')).toEqual([['!done', '=ret=5']])
  })
})

describe('rows', () => {
  it('without any of the requested properties are returned as empty rows', () => {
    expect(lab().ask('/interface/print', '?name=ether1', '=.proplist=comment')).toEqual([['!re'], ['!done']])
  })

  it.each(['=detail=', '=stats=', '=without-paging='])('are the same with %s', (word) => {
    const { ask } = lab()
    expect(ask('/interface/print', word, '=.proplist=name')).toEqual(ask('/interface/print', '=.proplist=name'))
  })

  it('are requested one by one by .id, and by getall', () => {
    const { ask } = lab()
    expect(names(ask('/interface/print', '?.id=*2', '=.proplist=name'))).toBe('ether2')
    expect(ask('/interface/getall', '=.proplist=name')).toEqual(ask('/interface/print', '=.proplist=name'))
  })

  it('have booleans as true and false, in replies and queries', () => {
    const { ask, device } = lab()
    device.run('/interface/set ether2 disabled=yes')
    expect(ask('/interface/print', '?name=ether2', '=.proplist=disabled')[0]).toEqual(['!re', '=disabled=true'])
    expect(names(ask('/interface/print', '?disabled=true', '=.proplist=name'))).toBe('ether2')
  })

  it.each([
    [['?name=ether1', '?name=ether2', '?#1'], 'ether1'],
    [['?name=ether1', '?name=ether2', '?#|', '?name=ether3', '?#|!'], 'ether4,ether5'],
    [['?name=ether1', '?#.&'], 'ether1'],
    [['?name=ether1', '?disabled=false', '?#&'], 'ether1'],
    [['?name=ether1', '?name=ether2', '?#0'], 'ether2'],
    [['?name=ether1', '?name=ether2', '?#1.||'], 'ether1,ether2'],
    [['?#!'], ''],
  ])('pass a query of %j', (query, wanted) => {
    expect(names(lab().ask('/interface/print', ...query, '=.proplist=name'))).toBe(wanted)
  })
})

describe('changes', () => {
  it('accept ids, names, lists of them, and numbers', () => {
    const { ask } = lab()
    expect(ask('/interface/set', '=.id=ether1', '=comment=a')).toEqual([['!done']])
    expect(ask('/interface/set', '=.id=*2,*3', '=comment=b')).toEqual([['!done']])
    expect(ask('/interface/disable', '=numbers=ether4')).toEqual([['!done']])
    expect(names(ask('/interface/print', '?>comment=', '=.proplist=name'))).toBe('ether1,ether2,ether3')
    expect(ask('/interface/set', '=.id=*2', '=!comment=')).toEqual([['!done']])
    expect(names(ask('/interface/print', '?comment', '=.proplist=name'))).toBe('ether1,ether3')
  })

  it('add in front of a row, and copy from another', () => {
    const { ask } = lab()
    const add = (...words: readonly string[]): Sentences => ask('/ip/firewall/filter/add', '=chain=input', '=action=accept', ...words)
    expect(add('=comment=a')).toEqual([['!done', '=ret=*1']])
    expect(add('=comment=b', '=place-before=*1')).toEqual([['!done', '=ret=*2']])
    expect(ask('/ip/firewall/filter/add', '=copy-from=*1', '=comment=c')).toEqual([['!done', '=ret=*3']])
    expect(names(ask('/ip/firewall/filter/print', '=.proplist=comment'))).toBe('b,a,c')
    expect(ask('/ip/firewall/filter/move', '=numbers=*3', '=destination=*2')).toEqual([['!done']])
    expect(names(ask('/ip/firewall/filter/print', '=.proplist=comment'))).toBe('c,b,a')
    expect(ask('/ip/firewall/filter/unset', '=.id=*1', '=value-name=comment')).toEqual([['!done']])
    expect(names(ask('/ip/firewall/filter/print', '=.proplist=comment'))).toBe('c,b')
  })
})

describe('failures', () => {
  it.each<[readonly string[], string, string | undefined]>([
    [['/ip/address/set', '=.id=*99', '=comment=x'], 'no such item', '0'],
    [['/ip/address/nothing'], 'no such command or directory (nothing)', '0'],
    [['/ip/address'], 'no such command', '0'],
    [['/ip/address/add', '=address=zz', '=interface=ether1'], 'invalid value for argument address', '1'],
    [['/ip/address/add', '=interface=ether1'], 'missing =address=', undefined],
    [['/ip/address/add', '=zz=1'], 'unknown parameter zz', undefined],
    [['/interface/bridge/add', '=name=ether1'], 'failure: already have interface with name ether1', undefined],
  ])('of %j', (words, message, category) => {
    const [trap, ...rest] = lab().ask(...words)
    expect(trap).toEqual(['!trap', ...(category === undefined ? [] : [`=category=${category}`]), `=message=${message}`])
    expect(rest.at(-1)).toEqual(['!done'])
  })

  it('have the tag, and do not end the connection', () => {
    const { ask, isClosed } = lab()
    expect(ask('/ip/address/remove', '=.id=*9', '.tag=t')).toEqual([
      ['!trap', '.tag=t', '=category=0', '=message=no such item'],
      ['!done', '.tag=t'],
    ])
    expect(isClosed()).toBe(false)
  })

  it('of a login with the old first step: no challenge since 6.43', () => {
    expect(lab().ask('/login')[0]?.[0]).toBe('!trap')
  })
})

describe('cancel', () => {
  it('without a tag ends all commands', () => {
    const { ask } = lab()
    for (const tag of ['a', 'b']) expect(ask('/ip/address/listen', `.tag=${tag}`)).toEqual([])
    const answer = ask('/cancel', '.tag=c')
    for (const tag of ['a', 'b']) {
      expect(answer).toContainEqual(['!trap', `.tag=${tag}`, '=category=2', '=message=interrupted'])
      expect(answer).toContainEqual(['!done', `.tag=${tag}`])
    }
    expect(answer).toContainEqual(['!done', '.tag=c'])
    expect(ask('/ip/address/add', '=address=10.0.0.1/24', '=interface=ether1')).toEqual([['!done', '=ret=*1']])
  })
})
