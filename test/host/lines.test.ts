// Owns the tests of appended log lines: the contents of the file after each line, and failures.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { linesOf, AppendedLines } from '../../src/host/node/lines.ts'
import { openFolder } from '../../src/host/node/folder.ts'
import { scratch } from '../harness/command-line.ts'
import { thrownBy } from '../harness/expected.ts'

const place = scratch()
afterAll(() => place.remove())

describe('log lines of a folder', () => {
  it('are appended one by one, also to an existing file', () => {
    const path = join(place.path, 'log')
    const lines = new AppendedLines()
    lines.add(path, 'one')
    lines.add(path, 'tw\u00f6')
    expect(readFileSync(path, 'utf8')).toBe('one\ntw\u00f6\n')
    lines.close()
    lines.add(path, 'three')
    expect(linesOf(path)).toEqual(['one', 'tw\u00f6', 'three'])
    expect(linesOf(join(place.path, 'none'))).toEqual([])
    const nowhere = join(place.path, 'nowhere', 'log')
    expect(thrownBy(() => lines.add(nowhere, 'x'))).toBe(`Error: ENOENT: no such file or directory, open '${nowhere}'`)
    lines.close()
  })

  it('are dropped if the state that they led to was never completed', () => {
    const path = join(place.path, 'device')
    const folder = openFolder(path)
    const state = new Map([['rows.json', '[]']])
    folder.load(() => true)
    folder.save(state)
    folder.append('there')
    folder.append('and back')
    expect(folder.appended()).toHaveLength(2)
    folder.save(new Map(state))
    expect(folder.appended()).toEqual([])
    folder.append('again')
    expect(folder.appended()).toEqual(['again'])
    folder.close()
  })
})
