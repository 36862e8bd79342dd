// Owns the tests of `offbox run --device`: the folder of a stored device, refused folders, and their exit codes.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'
import { existing } from '../harness/existing.ts'

const place = scratch()
const at = (...parts: string[]): string => join(place.path, ...parts)
const run = (...args: string[]): Ran => offbox(place.path, ['run', ...args])
const runText = (text: string, ...args: string[]): Ran => offbox(place.path, ['run', ...args, '-'], text)

beforeAll(() => writeFileSync(at('good.rsc'), ':put "hello"\n'))
afterAll(() => place.remove())

describe('--device', () => {
  it('keeps state and files from run to run', () => {
    expect(runText('/system/identity/set name=kept; /file/add name=a/b.txt contents=text', '--device', 'kept')).toEqual({
      code: 0,
      out: '',
      err: '',
    })
    expect(readFileSync(at('kept', 'files', 'a', 'b.txt'), 'utf8')).toBe('text')
    expect(runText(':put [/system/identity/get name]; :put [/file/get a/b.txt contents]', '--device', 'kept').out).toBe('kept\ntext\n')
  })

  it('keeps the changes before a failed command, and none of that command', () => {
    expect(runText('/system/identity/set name=half\n/ip/address/set 7 comment=x', '--device', 'half').code).toBe(1)
    expect(runText(':put [/system/identity/get name]', '--device', 'half').out).toBe('half\n')
  })

  it('keeps its release and packages, and refuses others', () => {
    expect(runText('/ip/service/set www-ssl port=8443', '--device', 'old', '--release', '7.16.2', '--packages', 'none').code).toBe(0)
    expect(runText(':put [/system/resource/get version]; :put [/ip/service/get www-ssl port]', '--device', 'old').out).toBe(
      '7.16.2 (stable)\n8443\n',
    )
    const other = runText(':put 1', '--device', 'old', '--release', '7.24')
    expect({ ...other, err: '' }).toEqual({ code: 64, out: '', err: '' })
    expect(other.err).toMatchInlineSnapshot(`
      "error: the device in old has RouterOS 7.16.2, not 7.24
      help: omit --release, or use another folder: export the device and run the export there to copy its configuration
      "
    `)
    expect(runText(':put 1', '--device', 'old', '--release', '7.16.2', '--packages', 'container').code).toBe(0)
    expect(runText(':put 1', '--device', 'old', '--packages', 'none')).toEqual({
      code: 64,
      out: '',
      err:
        'error: the device in old has packages that are not requested: container\n' +
        'help: omit --packages, add these packages, or use another folder\n',
    })
  })

  it('has the release of the first export if none is requested', () => {
    writeFileSync(at('a.rsc'), '# 2024-05-01 10:00:00 by RouterOS 7.16.2\n/system identity\nset name=a\n')
    writeFileSync(at('b.rsc'), '# 2024-05-01 10:00:00 by RouterOS 7.20\n/system identity\nset name=b\n')
    writeFileSync(at('version.rsc'), ':put [/system/resource/get version]')
    expect(run('version.rsc', 'a.rsc', 'b.rsc')).toEqual({ code: 0, out: '7.16.2 (stable)\n', err: '' })
    expect(run('--release', '7.22', 'a.rsc', 'version.rsc').out).toBe('7.22 (stable)\n')
    expect(run('--device', 'exported', 'a.rsc').code).toBe(0)
    expect(run('--device', 'exported', 'b.rsc', 'version.rsc').out).toBe('7.16.2 (stable)\n')
  })

  it.each([
    '/file/add name=../../escaped.txt contents=x',
    '/file/add name=a/../../../escaped.txt contents=x',
    '/file/add name="/../escaped.txt" contents=x',
  ])('never leaves the folder: %s', (text) => {
    expect(runText(text, '--device', 'jail').code).toBe(1)
    expect(existsSync(at('escaped.txt')) || existsSync(at('jail', 'escaped.txt'))).toBe(false)
  })

  it('treats a leading slash as the top of its own files', () => {
    expect(runText('/file/add name=/etc/passwd contents=mine', '--device', 'root').code).toBe(0)
    expect(readFileSync(at('root', 'files', 'etc', 'passwd'), 'utf8')).toBe('mine')
  })

  it('neither lists nor reads nor writes through a symbolic link', () => {
    mkdirSync(at('linked', 'files'), { recursive: true })
    writeFileSync(at('secret.txt'), 'secret')
    symlinkSync(at('secret.txt'), at('linked', 'files', 'link.txt'))
    symlinkSync(place.path, at('linked', 'files', 'up'))
    expect(runText(':put [:len [/file/find]]', '--device', 'linked').out).toBe('0\n')
    expect(runText('/file/add name=up/written.txt contents=x', '--device', 'linked').code).toBe(1)
    expect(runText('/file/add name=link.txt contents=x', '--device', 'linked').code).toBe(1)
    expect(readFileSync(at('secret.txt'), 'utf8')).toBe('secret')
    expect(existsSync(at('written.txt'))).toBe(false)
  })

  it('exits with 73 if the folder cannot be created or is a file', () => {
    expect(run('--device', 'no/such/parent', 'good.rsc')).toEqual({
      code: 73,
      out: '',
      err: 'error: cannot use the folder no/such/parent: no such file or folder\n',
    })
    expect(run('--device', 'good.rsc', 'good.rsc')).toEqual({
      code: 73,
      out: '',
      err: 'error: good.rsc is a file, not the folder of a device\n',
    })
  })

  it.skipIf(process.platform !== 'linux')('exits with 73 if the file system refuses folders', () => {
    expect(run('--device', '/proc/offbox', 'good.rsc')).toEqual({
      code: 73,
      out: '',
      err: 'error: cannot use the folder /proc/offbox: no such file or folder\n',
    })
  })

  it('exits with 73 while another process uses it, and not after that process has died', () => {
    mkdirSync(at('shared'))
    writeFileSync(at('shared', 'lock'), JSON.stringify({ pid: process.pid, host: hostname() }))
    const { code, err } = run('--device', 'shared', 'good.rsc')
    expect(code).toBe(73)
    expect(err).toBe(`error: shared is in use by process ${process.pid} on ${hostname()}; if that is over, remove shared/lock\n`)
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    writeFileSync(at('shared', 'lock'), JSON.stringify({ pid: dead, host: hostname() }))
    expect(run('--device', 'shared', 'good.rsc')).toEqual({ code: 0, out: 'hello\n', err: '' })
    expect(readdirSync(at('shared')).sort()).toEqual(['configuration.rsc', 'files', 'state'])
  })

  it('exits with 66 for an unreadable state', () => {
    expect(runText('/system/identity/set name=x', '--device', 'broken').code).toBe(0)
    const [last] = readdirSync(at('broken', 'state')).filter((name) => name !== 'last')
    writeFileSync(at('broken', 'state', existing(last, 'state'), 'device.json'), '{')
    expect(run('--device', 'broken', 'good.rsc')).toEqual({
      code: 66,
      out: '',
      err: 'error: the state in the folder cannot be used: device.json is damaged: it does not hold what offbox writes there\n',
    })
  })
})
