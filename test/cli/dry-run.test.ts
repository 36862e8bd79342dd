// Owns the tests of `offbox run --dry-run`: it prints the changes of a script, and does not change the device.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())
const file = (name: string, text: string): string => {
  writeFileSync(join(place.path, name), text)
  return name
}
/** Returns every file below a folder with its bytes and time, except the lock. */
const snapshot = (folder: string): readonly string[] =>
  readdirSync(join(place.path, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'lock' && statSync(join(place.path, folder, name)).isFile())
    .sort()
    .map((name) => `${name} ${statSync(join(place.path, folder, name)).mtimeMs} ${readFileSync(join(place.path, folder, name), 'latin1')}`)

describe('offbox run --dry-run', () => {
  it('prints the output of the script, then its changes', () => {
    file('a.rsc', ':put hello\n/system/identity/set name=lab\n/ip/pool/add name=p ranges=10.0.0.1\n/file/add name=x.txt contents=y\n')
    expect(offbox(place.path, ['run', '--dry-run', 'a.rsc'])).toEqual({
      code: 0,
      err: '',
      out: 'hello\n/ip pool\n  + name=p ranges=10.0.0.1\n/system identity\n  ~ name: MikroTik -> lab\n/file\n  + name=x.txt\n',
    })
  })

  it('prints nothing if nothing changes', () => {
    file('n.rsc', '/ip/pool/add name=p ranges=10.0.0.1; /ip/pool/remove p\n')
    expect(offbox(place.path, ['run', '--dry-run', 'n.rsc'])).toEqual({ code: 0, err: '', out: '' })
  })

  it('prints what exports leave out by name: users, keys, certificates, and not their values', () => {
    const made = [
      '/user/add name=ann group=read password=old; /user/add name=bob group=read password=b',
      '/certificate/add name=ca common-name=ca key-size=prime256v1; /certificate/sign ca',
      '/certificate/add name=old common-name=old key-size=prime256v1; /certificate/add name=stays common-name=s',
    ]
    file('users.rsc', made.join('\n'))
    expect(offbox(place.path, ['run', '--device', 'users', 'users.rsc']).code).toBe(0)
    file('renew.rsc', '/user/set ann password=new; /user/remove bob; /user/add name=eve group=full password=e\n/certificate/remove old\n')
    file('sign.rsc', '/certificate/add name=www common-name=www key-size=prime256v1; /certificate/sign www ca=ca\n')
    const { code, err, out } = offbox(place.path, ['run', '--dry-run', '--device', 'users', 'renew.rsc', 'sign.rsc'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatchInlineSnapshot(`
      "  progress: done

      /certificate
        - name=old
        + name=www
      /user
        ~ name=ann
        - name=bob
        + name=eve
      "
    `)
  })

  it('does not change a stored device and its files', () => {
    file('make.rsc', '/ip/pool/add name=old ranges=10.0.0.1\n/file/add name=a.txt contents=one\n/file/add name=b.txt contents=two\n')
    expect(offbox(place.path, ['run', '--device', 'kept', 'make.rsc']).code).toBe(0)
    mkdirSync(join(place.path, 'kept/files/deep'))
    writeFileSync(join(place.path, 'kept/files/deep/c.txt'), 'three')
    const before = snapshot('kept')
    file(
      'change.rsc',
      [
        '/ip/pool/remove old; /ip/pool/add name=new ranges=10.0.0.2',
        '/file/remove a.txt; /file/set b.txt contents=changed; /file/add name=deep/d.txt contents=new',
        ':put [/file/get b.txt contents]; :put [/file/get deep/c.txt contents]; :put [:len [/file/find name=a.txt]]',
        '/file/add name=a.txt contents=again; :put [/file/get a.txt contents]',
      ].join('\n'),
    )
    const ran = offbox(place.path, ['run', '--dry-run', '--device', 'kept', 'change.rsc'])
    expect(ran).toEqual({
      code: 0,
      err: '',
      out:
        'changed\nthree\n0\nagain\n/ip pool\n  - name=old ranges=10.0.0.1\n  + name=new ranges=10.0.0.2\n' +
        '/file\n  ~ name=a.txt\n  ~ name=b.txt\n  + name=deep/d.txt\n',
    })
    expect(snapshot('kept')).toEqual(before)
  })

  it('creates no folder, and leaves an empty one empty', () => {
    file('n.rsc', '/file/add name=x.txt contents=y\n')
    mkdirSync(join(place.path, 'empty'))
    for (const name of ['none', 'empty'])
      expect(offbox(place.path, ['run', '--dry-run', '--device', name, 'n.rsc'])).toEqual({
        code: 0,
        err: '',
        out: '/file\n  + name=x.txt\n',
      })
    expect(existsSync(join(place.path, 'none'))).toBe(false)
    expect(readdirSync(join(place.path, 'empty'))).toEqual([])
  })

  it('shows what ran before a failed command, and returns the exit code of the run', () => {
    file('f.rsc', '/ip/pool/add name=p ranges=10.0.0.1\n:error no\n')
    const { code, out } = offbox(place.path, ['run', '--dry-run', 'f.rsc'])
    expect([code, out]).toEqual([1, '/ip pool\n  + name=p ranges=10.0.0.1\n'])
  })

  it('shows what an export would change', () => {
    file('e.rsc', '# 2024-11-20 12:00:00 by RouterOS 7.22.1\n/system identity\nset name=edge\n')
    expect(offbox(place.path, ['run', '--dry-run', 'e.rsc']).out).toBe('/system identity\n  ~ name: MikroTik -> edge\n')
  })
})
