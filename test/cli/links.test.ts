// Owns the tests of links to the pages of findings where there is no terminal, and in SARIF.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())
writeFileSync(join(place.path, 'a.rsc'), '/ip adress print\n')

it('a file gets no link, with colours neither', () => {
  expect(offbox(place.path, ['check', '--color', 'always', 'a.rsc']).out).toContain('\x1b[')
  expect(offbox(place.path, ['check', '--color', 'always', 'a.rsc']).out).not.toContain('\x1b]8')
})

it('SARIF: helpUri of each rule is a page that is there', () => {
  const { out } = offbox(place.path, ['check', '--format', 'sarif', 'a.rsc'])
  const rules = [...out.matchAll(/"id":\s*"([\w-]+)"/g)].map(([, id]) => id)
  const pages = [...out.matchAll(/"helpUri":\s*"([^"]+)"/g)].map(([, url = '']) => fileURLToPath(url))
  expect(rules.length).toBeGreaterThan(30)
  expect(pages.map((path) => path.replace(/^.*\/|\.txt$/g, ''))).toEqual(rules)
  expect(pages.filter((path) => !existsSync(path))).toEqual([])
})
