// Owns the tests of options for many files: parts of the files, cached results, ranges without facts, policies, exports as data.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
const run = (...args: string[]): Ran => offbox(place.path, args)
const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `fleet/${name}.rsc`)

beforeAll(() => {
  mkdirSync(join(place.path, 'fleet'))
  for (const name of names) writeFileSync(join(place.path, name), ':put $x\n')
  writeFileSync(join(place.path, 'script.rsc'), ':global ready\n/tool fetch url="http://a" output=none\n:put [/ip address find]\n')
})
afterAll(() => place.remove())

const filesOf = ({ out }: Ran): readonly string[] => [...out.matchAll(/"name":"([^"]+)"/g)].map(([, name = '']) => name)

describe('--shard', () => {
  it('divides the files, so that each is processed once', () => {
    const parts = [1, 2, 3].map((part) => filesOf(run('check', '--format', 'json', '--shard', `${part}/3`, 'fleet')))
    expect(parts.flat().sort()).toEqual(names)
    expect(parts.map((part) => part.length)).toEqual([2, 2, 1])
    expect(run('check', '--shard', '7/9', 'fleet')).toEqual({ code: 0, out: '0 scripts checked\n', err: '' })
    expect(run('check', '--shard', '4/3', 'fleet').code).toBe(64)
  })
})

describe('--cache and --jobs', () => {
  it('report the same as a check without them', () => {
    const plain = run('check', 'fleet')
    expect(run('check', '--cache', 'kept', 'fleet')).toEqual(plain)
    expect(readdirSync(join(place.path, 'kept'))).toHaveLength(names.length)
    expect(run('check', '--cache', 'kept', 'fleet')).toEqual(plain)
    expect(run('check', '--jobs', '2', 'fleet')).toEqual(plain)
    writeFileSync(join(place.path, 'fleet/a.rsc'), ':put 1\n')
    expect(run('check', '--cache', 'kept', 'fleet')).toEqual(run('check', 'fleet'))
  })

  it('do not check unchanged files again', () => {
    const found = run('check', '--cache', 'once', 'fleet').out
    expect(found).toMatchInlineSnapshot(`
      "hint: 'x' is never declared: it is empty unless the caller passes x= [undeclared-variable]
       --> fleet/b.rsc:1:6
      1 | :put $x
        |      ^^

      hint: 'x' is never declared: it is empty unless the caller passes x= [undeclared-variable]
       --> fleet/c.rsc:1:6
      1 | :put $x
        |      ^^

      hint: 'x' is never declared: it is empty unless the caller passes x= [undeclared-variable]
       --> fleet/d.rsc:1:6
      1 | :put $x
        |      ^^

      hint: 'x' is never declared: it is empty unless the caller passes x= [undeclared-variable]
       --> fleet/e.rsc:1:6
      1 | :put $x
        |      ^^

      5 scripts checked: 4 hints
      "
    `)
    // Cached results are used: other results in the folder are reported.
    for (const name of readdirSync(join(place.path, 'once'))) {
      const result: unknown = JSON.parse(readFileSync(join(place.path, 'once', name), 'utf8'))
      writeFileSync(join(place.path, 'once', name), JSON.stringify({ ...Object(result), findings: [] }))
    }
    expect(run('check', '--cache', 'once', 'fleet').out).toBe(`${names.length} scripts checked: nothing found\n`)
    // A cached result is not used for another release or board.
    expect(run('check', '--cache', 'once', '--release', '7.20', 'fleet').out).toBe(found)
    expect(run('check', '--cache', 'once', '--board', 'hEX', 'fleet').out).toBe(found)
  })
})

describe('--releases', () => {
  it('reports releases without facts', () => {
    expect(run('check', '--releases', '7.8..7.11', 'script.rsc').err).toMatchInlineSnapshot(`
      "hint: 7.8..7.11 contains releases that offbox has no facts about, and which are not checked: before 7.9
      "
    `)
    expect(run('check', '--releases', '7.12..7.14', 'script.rsc').err).toBe('')
  })
})

describe('offbox policies', () => {
  it('lists the minimal set, and why', () => {
    expect(run('policies', 'script.rsc')).toEqual({
      code: 0,
      err: '',
      out: `policy=ftp,read,policy,test
  ftp: /tool/fetch (line 2)
  read: /ip/address/find (line 3)
  policy: :global ready (line 1)
  test: :global ready (line 1); /tool/fetch (line 2)
`,
    })
    writeFileSync(
      join(place.path, 'board.rsc'),
      '# 2025-03-14 10:22:33 by RouterOS 7.16\n# model = RB750Gr3\n/system routerboard settings\nset auto-upgrade=yes\n',
    )
    expect(run('policies', 'board.rsc')).toEqual({
      code: 0,
      out: 'policy=write\n  write: /system/routerboard/settings/set (line 4)\n',
      err: '',
    })
    // Lines for an unknown menu need no known policy; a refused text has no result.
    writeFileSync(join(place.path, 'unknown.rsc'), '/lcd screensaver\nset a=b\n/system identity\nset name=a\n')
    expect(run('policies', 'unknown.rsc').out).toBe('policy=write\n  write: /system/identity/set (line 4)\n')
    writeFileSync(join(place.path, 'refused.rsc'), '/system identity\nset name=a\n:put (1 +\n')
    expect(run('policies', 'refused.rsc').code).toBe(2)
    expect(JSON.stringify(JSON.parse(run('policies', '--format', 'json', 'script.rsc').out), undefined, 1)).toMatchInlineSnapshot(`
      "[
       {
        "name": "script.rsc",
        "policies": [
         "ftp",
         "read",
         "policy",
         "test"
        ],
        "reasons": [
         {
          "policy": "policy",
          "what": ":global ready",
          "line": 1
         },
         {
          "policy": "test",
          "what": ":global ready",
          "line": 1
         },
         {
          "policy": "test",
          "what": "/tool/fetch",
          "line": 2
         },
         {
          "policy": "ftp",
          "what": "/tool/fetch",
          "line": 2
         },
         {
          "policy": "read",
          "what": "/ip/address/find",
          "line": 3
         }
        ]
       }
      ]"
    `)
  })
})

describe('offbox export --format json', () => {
  it('prints sections, rows and settings', () => {
    writeFileSync(join(place.path, 'pool.rsc'), '/ip pool add name=lan ranges=192.0.2.1-192.0.2.9\n/ppp secret add name=a password=b\n')
    const { code, out } = run('export', '--format', 'json', 'pool.rsc')
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "release": "7.24",
        "sections": [
          {
            "menu": "/ip/pool",
            "rows": [
              {
                "command": "add",
                "settings": {
                  "name": "lan",
                  "ranges": "192.0.2.1-192.0.2.9"
                }
              }
            ]
          },
          {
            "menu": "/ppp/secret",
            "rows": [
              {
                "command": "add",
                "settings": {
                  "name": "a"
                }
              }
            ]
          }
        ]
      }
      "
    `)
    expect(run('export', '--format', 'json', '--show-sensitive', 'pool.rsc').out).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "release": "7.24",
        "sections": [
          {
            "menu": "/ip/pool",
            "rows": [
              {
                "command": "add",
                "settings": {
                  "name": "lan",
                  "ranges": "192.0.2.1-192.0.2.9"
                }
              }
            ]
          },
          {
            "menu": "/ppp/secret",
            "rows": [
              {
                "command": "add",
                "settings": {
                  "name": "a",
                  "password": "b"
                }
              }
            ]
          }
        ]
      }
      "
    `)
  })
})
