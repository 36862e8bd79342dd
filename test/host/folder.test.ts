// Owns the tests of a device's folder: valid names, stored files, and the state after a crash.
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { partsOf } from '../../src/host/node/file-name.ts'
import { FolderFiles } from '../../src/host/node/folder-files.ts'
import { readGeneration, writeGeneration } from '../../src/host/node/generations.ts'
import { acquireLock, removeLeftFiles } from '../../src/host/node/lock.ts'
import { removedFiles } from '../../src/host/node/removed-files.ts'
import { FileFault, type Files } from '../../src/host/files.ts'
import { memoryFiles } from '../../src/host/memory.ts'
import { fromBytes, toBytes } from '../../src/text/bytes.ts'
import { scratch } from '../harness/command-line.ts'
import { matching, thrownBy } from '../harness/expected.ts'
import { existing } from '../harness/existing.ts'

const place = scratch()
/** Since when a process runs, in ticks of the system. */
const ticks = matching(/^\d+$/)
const whole = (): boolean => false
const root = join(place.path, 'files')
const removed = removedFiles(root, join(place.path, 'removed'))
const files: Files = new FolderFiles(root, join(place.path, 'writing'), removed)
const bytes = (text: string): Uint8Array => Buffer.from(text)
afterAll(() => place.remove())
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root)
})

describe('file names', () => {
  const reasons: Readonly<Record<string, readonly string[]>> = {
    'it leads outside the folder of the device, or nowhere': ['..', 'a/..', '../a', 'a//b', '', '.', 'a/./b', '//etc'],
    // U+009B, which some terminals interpret as the start of a control sequence, is one, too.
    'it holds control characters': ['a\0b', 'a\nb', 'a\x7fb', 'a\xc2\x9b2Jb'],
    'some systems cannot store it': ['a\\b', 'c:x', 'a.', 'a '],
    'the name is reserved on some systems': ['con', 'NUL.txt', 'com1'],
    'it is not UTF-8': ['\xff'],
    'it is too long': ['x'.repeat(256)],
  }
  it.each(Object.entries(reasons).flatMap(([why, names]) => names.map((name) => [name, why] as const)))('refuses %j', (name, why) => {
    // Names are bytes, messages are characters; the first slash is the top of the folder.
    expect(thrownBy(() => partsOf(name))).toBe(`FileFault: bad-name: ${fromBytes(name.replace(/^\/\//, '/'))}: ${why}`)
  })

  it.each([
    ['a.txt', ['a.txt']],
    ['/pub/x.txt', ['pub', 'x.txt']],
    [toBytes('flash/müde.rsc'), ['flash', 'müde.rsc']],
    ['..a', ['..a']],
    ['console.txt', ['console.txt']],
  ])('takes %j', (name, parts) => {
    expect(partsOf(name)).toEqual(parts)
  })

  it('cannot lead out of the folder', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '/', 'a', '\\', '\0', ' ', 'b.txt', 'C:')).map((parts) => parts.join('')),
        (name) => {
          try {
            const path = join('/top', ...partsOf(name))
            expect(path.startsWith('/top/')).toBe(true)
          } catch (error) {
            expect(error).toBeInstanceOf(FileFault)
          }
        },
      ),
    )
  })
})

describe('files', () => {
  it('are listed with sizes, folders too, sorted', () => {
    files.write('b.txt', bytes('hello'))
    files.write('a/c.txt', bytes(''))
    expect(files.list().map(({ name, directory, size }) => [name, directory, size])).toEqual([
      ['a', true, 0],
      ['a/c.txt', false, 0],
      ['b.txt', false, 5],
    ])
  })

  it('are written as a whole or not at all, without leftovers', () => {
    files.write('a', bytes('1'))
    files.write('a', bytes('2'))
    expect(Buffer.from(existing(files.read('a'), 'a')).toString()).toBe('2')
    expect(readdirSync(place.path)).toEqual(['files'])
  })

  it('do not follow links', () => {
    writeFileSync(join(place.path, 'outside'), 'secret')
    symlinkSync(join(place.path, 'outside'), join(root, 'link'))
    symlinkSync(place.path, join(root, 'up'))
    expect(files.list()).toEqual([])
    expect(files.read('link')).toBeUndefined()
    expect(thrownBy(() => files.read('up/outside'))).toBe('FileFault: no-folder: up/outside')
    expect(['link', 'up/outside', 'up/new'].map((name) => thrownBy(() => files.write(name, bytes('x'))))).toEqual([
      'FileFault: foreign: link',
      'FileFault: no-folder: up/outside',
      'FileFault: no-folder: up/new',
    ])
    expect(['link', 'up/outside'].map((name) => thrownBy(() => files.remove(name)))).toEqual([
      'FileFault: foreign: link',
      'FileFault: no-folder: up/outside',
    ])
    expect(readFileSync(join(place.path, 'outside'), 'utf8')).toBe('secret')
    rmSync(join(place.path, 'outside'))
  })

  it('cannot have names that differ only by case or accent encoding, or names that are too long', () => {
    files.write('Pub/A.txt', bytes('1'))
    for (const [name, twins] of [
      ['Pub/a.txt', 'Pub/a.txt: A.txt'],
      ['pub/b.txt', 'pub: Pub'],
      ['PUB', 'PUB: Pub'],
    ] as const) {
      expect(thrownBy(() => files.write(name, bytes('2')))).toBe(`FileFault: twin: ${twins}`)
      expect(thrownBy(() => files.makeDirectory(name))).toBe(`FileFault: twin: ${twins}`)
    }
    files.write('Pub/A.txt', bytes('3'))
    files.write(toBytes('\u00e9'), bytes('1'))
    expect(thrownBy(() => files.write(toBytes('e\u0301'), bytes('2')))).toBe('FileFault: twin: é: é')
    const long = Array.from({ length: 40 }, () => 'x'.repeat(200)).join('/')
    expect(thrownBy(() => files.write(long, bytes('1')))).toBe(`FileFault: system: ${long}: the name is too long`)
    expect(files.list().map(({ name }) => name)).toEqual(expect.arrayContaining(['Pub', 'Pub/A.txt', toBytes('\u00e9')]))
  })

  it('behave like files in memory', () => {
    const name = fc.constantFrom('a', 'b.txt', 'd/e', 'd/f/g', 'h')
    const step = fc.oneof(
      fc.record({ do: fc.constant('write' as const), name, text: fc.string({ maxLength: 5 }) }),
      fc.record({ do: fc.constant('remove' as const), name }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        rmSync(root, { recursive: true, force: true })
        mkdirSync(root)
        const model = memoryFiles({}, () => 0n)
        for (const one of steps)
          for (const each of [files, model])
            if (one.do === 'write') each.write(one.name, bytes(one.text))
            else each.remove(one.name)
        const shown = (all: typeof files): unknown =>
          all
            .list()
            .map(({ name: each, directory }) => [each, directory, directory ? '' : Buffer.from(existing(all.read(each), each)).toString()])
            .sort()
        expect(shown(files)).toEqual(shown(model))
      }),
      { numRuns: 30 },
    )
  })
})

describe('state', () => {
  const state = join(place.path, 'state')
  const set = (...pairs: [string, string][]): ReadonlyMap<string, string> => new Map(pairs)

  it('is the last one written, complete', () => {
    mkdirSync(state)
    expect(readGeneration(state, whole)).toBeUndefined()
    writeGeneration(state, set(['device.json', '{}'], ['certificate/1.pem', 'x']))
    writeGeneration(state, set(['device.json', '{"a":1}']))
    expect(readGeneration(state, whole)).toEqual(set(['device.json', '{"a":1}']))
    expect(readdirSync(state).sort()).toEqual(['2', 'last'])
  })

  it('is refused if the file that names it is missing or invalid', () => {
    const damaged = join(place.path, 'damaged')
    const lasts = [
      [undefined, " contains states, but no file 'last' that names one"],
      ['', '/last does not name a state'],
      ['x', '/last does not name a state'],
      ['../2', '/last does not name a state'],
      ['9', '/last names the state 9, which does not exist'],
    ] as const
    for (const [last, words] of lasts) {
      rmSync(damaged, { recursive: true, force: true })
      mkdirSync(join(damaged, '2'), { recursive: true })
      if (last !== undefined) writeFileSync(join(damaged, 'last'), last)
      expect(thrownBy(() => readGeneration(damaged, whole))).toBe(`DamagedError: ${damaged}${words}`)
    }
    rmSync(damaged, { recursive: true, force: true })
    mkdirSync(join(damaged, '1'), { recursive: true })
    expect(readGeneration(damaged, whole)).toBeUndefined()
    rmSync(damaged, { recursive: true, force: true })
  })

  it('is the old one after a crash before the new one was named', () => {
    mkdirSync(join(state, '3'))
    writeFileSync(join(state, '3', 'device.json'), 'half')
    expect(readGeneration(state, whole)).toEqual(set(['device.json', '{"a":1}']))
    writeGeneration(state, set(['device.json', 'next']))
    expect(readGeneration(state, whole)).toEqual(set(['device.json', 'next']))
  })
})

describe('the lock', () => {
  it('has one holder, and can be released', () => {
    const path = join(place.path, 'lock')
    const lock = acquireLock(path)
    if (!('release' in lock)) throw new Error('not free')
    expect(acquireLock(path)).toEqual({ pid: process.pid, host: hostname(), since: ticks })
    lock.release()
    lock.release()
    const again = acquireLock(path)
    expect('release' in again).toBe(true)
    if ('release' in again) again.release()
    expect(readdirSync(place.path).filter((name) => name.startsWith('lock'))).toEqual([])
  })

  it('leaves no files of processes that died while they took it', () => {
    // No process has this number: the maximum of Linux is 2^22.
    const left = ['lock.4194305', 'lock.takeover.takeover.4194305', 'writing.4194305']
    for (const name of [...left, `lock.${process.pid}`, 'lock.old']) writeFileSync(join(place.path, name), '')
    removeLeftFiles(place.path, ['lock', 'writing'])
    expect(readdirSync(place.path).filter((name) => /^(lock|writing)/.test(name))).toEqual([`lock.${process.pid}`, 'lock.old'].sort())
    for (const name of ['lock.old', `lock.${process.pid}`]) rmSync(join(place.path, name))
  })

  it.each(['', '.takeover', '.takeover.takeover'])('is taken over from dead processes, up to lock%s', (deepest) => {
    const dead = JSON.stringify({ pid: 4194305, host: hostname() })
    const all = ['', '.takeover', '.takeover.takeover']
    for (const kept of [0, 1]) {
      for (const name of all.slice(kept, all.indexOf(deepest) + 1)) writeFileSync(join(place.path, `lock${name}`), dead)
      const lock = acquireLock(join(place.path, 'lock'))
      if (!('release' in lock)) throw new Error('not free')
      expect(readdirSync(place.path).filter((name) => name.startsWith('lock'))).toEqual(['lock'])
      lock.release()
    }
  })

  it('is not taken over from a live process', () => {
    const path = join(place.path, 'lock')
    writeFileSync(path, JSON.stringify({ pid: 4194305, host: hostname() }))
    writeFileSync(`${path}.takeover`, JSON.stringify({ pid: process.ppid, host: hostname() }))
    expect(acquireLock(path)).toEqual({ pid: process.ppid, host: hostname() })
    for (const name of ['lock', 'lock.takeover']) rmSync(join(place.path, name))
  })

  it('is not held by another process that has the number of the dead one', () => {
    const path = join(place.path, 'lock')
    const holder = { pid: process.ppid, host: hostname() }
    writeFileSync(path, JSON.stringify({ ...holder, since: '1' }))
    const lock = acquireLock(path)
    if (!('release' in lock)) throw new Error('not free')
    // Its own lock contains the start time of the process.
    const own: unknown = JSON.parse(readFileSync(path, 'latin1'))
    expect(own).toEqual({ pid: process.pid, host: hostname(), since: ticks })
    lock.release()
    // The number and the start time of the parent.
    const { length, [19]: since } = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    expect(length).toBeGreaterThan(19)
    writeFileSync(path, JSON.stringify({ ...holder, since }))
    expect(acquireLock(path)).toEqual({ ...holder, since })
    rmSync(path)
  })

  it('is void if its file is not readable', () => {
    const path = join(place.path, 'lock')
    writeFileSync(path, '')
    const lock = acquireLock(path)
    expect('release' in lock).toBe(true)
    if ('release' in lock) lock.release()
  })
})
