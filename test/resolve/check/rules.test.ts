// Owns the tests of the list of rules: it contains every file of its folder, and each code has a page with valid examples.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { createChecker } from '../../../src/resolve/check/checker.ts'
import { families, rules } from '../../../src/resolve/check/rules/list.ts'
import { Source } from '../../../src/text/source.ts'
import { sourcesOf, top } from '../../harness/sources.ts'

const folder = 'src/resolve/check/rules'

describe('the list of rules', () => {
  it('contains every file of the folder', () => {
    const files = readdirSync(join(top, folder)).filter((name) => name !== 'list.ts')
    const list = sourcesOf(folder).find(({ path }) => path === `${folder}/list.ts`)
    expect(
      list?.imports
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1))
        .toSorted(),
    ).toEqual(files.toSorted())
    expect(families).toHaveLength(files.length)
  })

  it('has each code once, in kebab-case', () => {
    const codes = rules.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([])
  })

  it('has a description on each page', () => {
    expect(rules.filter(({ about, why }) => about.length < 10 || why.length < 40).map(({ code }) => code)).toEqual([])
  })
})

describe('pages of rules', () => {
  it.each(rules)(
    '$code: the wrong example has this finding only, the right example has none',
    ({ code, severity, wrong, right, release }) => {
      const checker = createChecker({ release, packages: 'all' }, loadFacts)
      const found = checker.check(new Source(wrong))
      expect(new Set(found.map((one) => `${one.severity} ${one.code}`))).toEqual(new Set([`${severity} ${code}`]))
      expect(checker.check(new Source(right))).toEqual([])
    },
  )
})
