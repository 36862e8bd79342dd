// Owns the tests of planted faults: each is reported at its place with help, and the corrected variant has no finding.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { createChecker } from '../../../src/resolve/check/checker.ts'
import { Source } from '../../../src/text/source.ts'
import { top } from '../../harness/sources.ts'

interface Planted {
  readonly title: string
  /** The finding: `line:column severity code: message [help]`. */
  readonly finding: string
  readonly release: string | undefined
  readonly wrong: string
  readonly right: string
  /** The line of the fault. */
  readonly line: number
}

/** Parses `fixtures/check/planted.txt`, which describes its format. */
function planted(): readonly Planted[] {
  const blocks = readFileSync(join(top, 'fixtures/check/planted.txt'), 'latin1').split(/^=== /m).slice(1)
  return blocks.map((block) => {
    const [, finding = '', release, text = ''] = /^(.*)\n(?:release: (.*)\n)?([\s\S]*)$/.exec(block) ?? []
    // The marks have two bytes each.
    const marked = /\xc2\xab([^|]*)\|([\s\S]*?)\xc2\xbb/g
    const at = text.search(marked)
    return {
      title: `${finding.split(':', 2).join(':')}: ${text.trim().split('\n').at(-1) ?? ''}`,
      finding,
      release: release ?? (text.includes('by RouterOS') ? undefined : '7.22'),
      wrong: text.replaceAll(marked, '$1'),
      right: text.replaceAll(marked, '$2'),
      line: text.slice(0, at).split('\n').length,
    }
  })
}

const checker = createChecker({ packages: 'all' }, loadFacts)

describe('planted faults', () => {
  const all = planted()

  it('are numerous', () => {
    expect(all.length).toBeGreaterThanOrEqual(54)
  })

  it.each(all)('$title', ({ finding, release, wrong, right, line }) => {
    const found = checker.check(new Source(wrong), release)
    const reported = found.map((one) => {
      const help = one.help === undefined ? '' : ` [${one.help}]`
      return `${one.line}:${one.column} ${one.severity} ${one.code}: ${one.message}${help}`
    })
    expect(reported).toEqual([finding])
    // An open string or block is reported where it becomes visible.
    expect(Math.abs((found[0]?.line ?? 0) - line)).toBeLessThanOrEqual(1)
    if (wrong === right) return
    expect(checker.check(new Source(right), release).map(({ code, message, help }) => `${code} ${message} ${help ?? ''}`)).toEqual([])
  })
})
