// Owns the tests of `offbox fmt`: written files, output, messages, exit codes.
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { offbox, scratch, type Ran } from '../harness/command-line.ts'

const place = scratch()
const at = (name: string): string => join(place.path, name)
const fmt = (...args: string[]): Ran => offbox(place.path, ['fmt', ...args])
const loose = ':if (1=1) do={:put yes;:put \xff}; # why\n/ip address print'
const tidy = ':if (1=1) do={\n  :put yes\n  :put \xff\n}; # why\n/ip address print\n'
const read = (name: string): string => readFileSync(at(name), 'latin1')

mkdirSync(at('below'))
beforeEach(() => {
  writeFileSync(at('loose.rsc'), loose, 'latin1')
  writeFileSync(at('tidy.rsc'), tidy, 'latin1')
  writeFileSync(at('bad.rsc'), ':put 1; :put (1 +\n')
  writeFileSync(at('below/loose.rsc'), loose, 'latin1')
})
afterAll(() => place.remove())

describe('offbox fmt', () => {
  it('writes and names unformatted files, and keeps their permissions', () => {
    chmodSync(at('loose.rsc'), 0o640)
    const before = statSync(at('tidy.rsc')).mtimeMs
    expect(fmt('loose.rsc', 'tidy.rsc')).toEqual({ code: 0, out: 'loose.rsc\n', err: '1 script formatted, 1 already formatted\n' })
    expect(read('loose.rsc')).toBe(tidy)
    expect(statSync(at('loose.rsc')).mode & 0o777).toBe(0o640)
    expect(statSync(at('tidy.rsc')).mtimeMs).toBe(before)
    expect(readdirSync(place.path).sort()).toEqual(['bad.rsc', 'below', 'loose.rsc', 'tidy.rsc'])
  })

  it('writes the target of a link, and keeps the link', () => {
    symlinkSync('../loose.rsc', at('below/link.rsc'))
    expect(fmt('below/link.rsc').code).toBe(0)
    expect(read('loose.rsc')).toBe(tidy)
    expect(lstatSync(at('below/link.rsc')).isSymbolicLink()).toBe(true)
  })

  it('formats standard input to standard output, byte by byte', () => {
    expect(offbox(place.path, ['fmt', '--indent', 'tab', '--paths', 'slashes', '-'], '/ip address {print;print}')).toEqual({
      code: 0,
      out: '/ip/address {\n\tprint\n\tprint\n}\n',
      err: '',
    })
  })

  it('--check only lists, and --diff only shows', () => {
    expect(fmt('--check', '.')).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "error: syntax error
       --> bad.rsc:1:18
      1 | :put 1; :put (1 +
        |                  ^
      help: a ')' is missing in this line
      2 scripts would be formatted, 1 already formatted, 1 could not be formatted and is left as before
      ",
        "out": "below/loose.rsc
      loose.rsc
      ",
      }
    `)
    expect(fmt('--check', 'loose.rsc', 'tidy.rsc')).toEqual({
      code: 1,
      out: 'loose.rsc\n',
      err: '1 script would be formatted, 1 already formatted\n',
    })
    expect(fmt('--check', '--quiet', 'tidy.rsc')).toEqual({ code: 0, out: '', err: '' })
    writeFileSync(at('loose.rsc'), '/ip address\nprint;print\n')
    expect(fmt('--diff', 'loose.rsc')).toEqual({
      code: 0,
      out: '--- loose.rsc\n+++ loose.rsc\n@@ -1,2 +1,3 @@\n /ip address\n-print;print\n+print\n+print\n',
      err: '1 script would be formatted, 0 already formatted\n',
    })
    expect(fmt('--diff', '--check', 'loose.rsc').code).toBe(1)
    expect(read('loose.rsc')).toBe('/ip address\nprint;print\n')
  })

  it('keeps CRLF if all line ends of a file are CRLF', () => {
    const text =
      '/ip address\r\nadd   address=1.1.1.1/24 interface=\\\r\n    ether1 comment="a b\\\r\n    c"\r\n:put 1;\r\n:put "a\r\nb"\r\n'
    writeFileSync(at('loose.rsc'), text)
    expect(fmt('loose.rsc').code).toBe(0)
    expect(read('loose.rsc')).toBe(text.replace('add   ', 'add ').replace('1;', '1'))
    expect(fmt('--check', 'loose.rsc').code).toBe(0)
  })

  it('keeps semicolons, and breaks long commands, if requested', () => {
    writeFileSync(at('loose.rsc'), ':put 1;\n:put 2 ; # why\n/ip address add address=192.0.2.1/24 comment=lan interface=ether1\n')
    expect(fmt('--semicolons', 'keep', '--width', '50', 'loose.rsc').code).toBe(0)
    const kept = ':put 1;\n:put 2; # why\n/ip address add address=192.0.2.1/24 comment=lan \\\n    interface=ether1\n'
    expect(read('loose.rsc')).toBe(kept)
    expect(fmt('--check', '--semicolons', 'keep', '--width', '50', 'loose.rsc').code).toBe(0)
    expect(fmt('--width', '3', 'loose.rsc').code).toBe(64)
  })

  it('leaves statements with unknown names unchanged, and formats the rest', () => {
    const unknown = '/ip/address/add   frob=1\n/nonsense/menu\n add   x=1\n'
    writeFileSync(at('loose.rsc'), `:put   1\n${unknown}:put   2\n`)
    expect(fmt('--release', '7.20', 'loose.rsc').code).toBe(0)
    expect(read('loose.rsc')).toBe(`:put 1\n${unknown}:put 2\n`)
  })

  it('leaves lines for unknown menus unchanged, also those that the root refuses', () => {
    const unknown = '/system nonsense\nset   auto-upgrade=yes\nset   [ find   name=x ] y=1\nadd   z=1\n'
    writeFileSync(at('menu.rsc'), `:put   1\n${unknown}/ip address\nadd   address=192.0.2.1/24 interface=ether1\n`)
    expect(fmt('menu.rsc')).toEqual({ code: 0, out: 'menu.rsc\n', err: '1 script formatted, 0 already formatted\n' })
    expect(read('menu.rsc')).toBe(`:put 1\n${unknown}/ip address\nadd address=192.0.2.1/24 interface=ether1\n`)
    writeFileSync(at('open.rsc'), '/system nonsense\nset   auto-upgrade={yes\n')
    expect(fmt('open.rsc').code).toBe(2)
  })

  it('knows the menus of boards, as check does', () => {
    const header = '# 2025-03-14 10:22:33 by RouterOS 7.16\n# model = RB750Gr3\n'
    writeFileSync(at('board.rsc'), `${header}/system routerboard settings\nset   auto-upgrade=yes\n/lcd\nset   enabled=no\n`)
    expect(fmt('board.rsc')).toEqual({ code: 0, out: 'board.rsc\n', err: '1 script formatted, 0 already formatted\n' })
    expect(read('board.rsc')).toBe(`${header}/system routerboard settings\nset auto-upgrade=yes\n/lcd\nset enabled=no\n`)
  })

  it('does not change a script that a device would refuse, and continues with the others', () => {
    expect(fmt('bad.rsc', 'loose.rsc')).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "error: syntax error
       --> bad.rsc:1:18
      1 | :put 1; :put (1 +
        |                  ^
      help: a ')' is missing in this line
      1 script formatted, 0 already formatted, 1 could not be formatted and is left as before
      ",
        "out": "loose.rsc
      ",
      }
    `)
    expect(read('bad.rsc')).toBe(':put 1; :put (1 +\n')
    expect(read('loose.rsc')).toBe(tidy)
  })

  it('reports invalid options and unreadable files', () => {
    expect(fmt('--indent', 'x', 'tidy.rsc')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: 'x' is not an indent
      help: an indent is a number of spaces, up to 16, or tab
      ",
        "out": "",
      }
    `)
    expect(fmt('--paths', 'x', 'tidy.rsc')).toMatchInlineSnapshot(`
      {
        "code": 64,
        "err": "error: unknown style of paths 'x': written, slashes or spaces
      ",
        "out": "",
      }
    `)
    expect(fmt('missing.rsc', 'tidy.rsc')).toMatchInlineSnapshot(`
      {
        "code": 66,
        "err": "error: cannot read missing.rsc: no such file or folder
      0 scripts formatted, 1 already formatted, 1 not readable
      ",
        "out": "",
      }
    `)
  })
})
