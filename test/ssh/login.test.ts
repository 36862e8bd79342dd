// Owns the tests of SSH logins, without a network.
import { describe, expect, it } from 'vitest'
import { createDevice, memoryHost } from '../../src/index.ts'
import { attemptLogin, parametersOf } from '../../src/ssh/login.ts'
import { operate } from '../../src/ssh/files.ts'

describe('the text after + in a user name', () => {
  it.each([
    ['admin', { isPlain: false, asksTerminal: true, isDumb: false, width: undefined, height: undefined }],
    ['admin+c', { isPlain: true, asksTerminal: true, isDumb: false, width: undefined, height: undefined }],
    ['admin+cet1024w', { isPlain: true, asksTerminal: false, isDumb: true, width: 1024, height: undefined }],
    ['admin+ct511w4098h', { isPlain: true, asksTerminal: false, isDumb: false, width: 511, height: 4098 }],
    ['admin+80w99999999h0w', { isPlain: false, asksTerminal: true, isDumb: false, width: undefined, height: 10_000 }],
    ['admin+', { isPlain: false, asksTerminal: true, isDumb: false, width: undefined, height: undefined }],
  ])('%s', (typed, parameters) => expect(parametersOf(typed)).toEqual(parameters))
})

describe('a login', () => {
  const device = createDevice({ host: memoryHost() })
  device.run(`/user/add name=eve group=read password=secret address=10.0.0.0/8
/user/add name=off group=full password="" disabled=yes
/user/group/add name=mute policy=read
/user/add name=mute group=mute password=""`)
  const tried = (name: string, proof: Parameters<typeof attemptLogin>[1]['proof'], from = '10.1.1.1'): string => {
    const { user, isFailure } = attemptLogin(device.router, { name, from, proof })
    return user?.name ?? (isFailure ? 'failure' : 'no')
  }

  it('requires the password, the address and the policy ssh of a user who is not disabled', () => {
    expect(tried('admin', { none: true })).toBe('admin')
    expect(tried('admin+ct', { password: '' })).toBe('admin')
    expect(tried('eve', { none: true })).toBe('no')
    expect(tried('eve', { password: 'secret' })).toBe('eve')
    expect(tried('eve', { password: 'Secret' })).toBe('failure')
    expect(tried('eve', { password: 'secret' }, '192.0.2.1')).toBe('failure')
    for (const name of ['off', 'mute', 'nobody', '']) expect(tried(name, { password: '' }), name).toBe('failure')
    expect(tried('eve', { key: new Uint8Array([1]), signed: true })).toBe('failure')
  })
})

describe('files over SSH', () => {
  const device = createDevice({ host: memoryHost(), files: { 'pub/a.txt': 'one', b: 'two' } })
  const [full, reader] = [new Set(['ftp', 'ssh'] as const), new Set(['ssh', 'read', 'write'] as const)]
  const on = (operation: Parameters<typeof operate>[2], policies: ReadonlySet<'ftp' | 'ssh' | 'read' | 'write'> = full): unknown =>
    operate(device.router, { name: 'admin', policies }, operation)

  it('are listed folder by folder', () => {
    expect(on({ do: 'list', path: '' })).toEqual({
      files: [
        { name: 'pub', directory: true, size: 0, modified: 1704067200 },
        { name: 'b', directory: false, size: 3, modified: 1704067200 },
      ],
    })
    expect(on({ do: 'list', path: 'pub' })).toEqual({ files: [{ name: 'a.txt', directory: false, size: 3, modified: 1704067200 }] })
    expect(on({ do: 'find', path: '' })).toEqual({ files: [{ name: '', directory: true, size: 0, modified: 0 }] })
  })

  it('require the policy ftp, and report why they cannot be used', () => {
    expect(on({ do: 'read', path: 'b' }, reader)).toEqual({ refused: 'denied', why: 'not enough permissions (9)' })
    expect(on({ do: 'read', path: 'none' })).toEqual({ refused: 'missing', why: 'no such file' })
    expect(on({ do: 'read', path: 'pub' })).toEqual({ refused: 'failure', why: 'it is a folder' })
    expect(on({ do: 'write', path: 'b/c', contents: new Uint8Array() })).toEqual({
      refused: 'failure',
      why: 'failure: cannot use file "b/c": a folder in it is no folder',
    })
    expect(on({ do: 'rename', path: 'b', to: 'pub/a.txt' })).toEqual({ refused: 'failure', why: 'it is there already' })
    expect(on({ do: 'remove folder', path: 'pub' })).toEqual({ refused: 'failure', why: 'the folder is not empty' })
    expect(on({ do: 'rename', path: 'b', to: 'pub/b' })).toEqual({ done: true })
    expect(on({ do: 'read', path: 'pub/b' })).toEqual({ contents: Buffer.from('two') })
  })
})
