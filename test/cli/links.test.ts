// Owns the tests of links to the pages of findings without a terminal, and in SARIF.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { offbox, scratch } from '../harness/command-line.ts'

const place = scratch()
afterAll(() => place.remove())
writeFileSync(join(place.path, 'a.rsc'), '/ip adress print\n')

it('there is no link in a file, even with colours', () => {
  const { out } = offbox(place.path, ['check', '--color', 'always', 'a.rsc'])
  expect(out.replaceAll('\x1b', '<ESC>')).toMatchInlineSnapshot(`
    "<ESC>[1m<ESC>[33mfails when reached:<ESC>[39m<ESC>[22m bad command name adress [bad-command-name]
     <ESC>[34m--><ESC>[39m <ESC>[1ma.rsc:1:5<ESC>[22m
    <ESC>[34m1 |<ESC>[39m /ip adress print
    <ESC>[34m  |<ESC>[39m     <ESC>[1m<ESC>[31m^^^^^^<ESC>[39m<ESC>[22m
    <ESC>[36mhelp:<ESC>[39m did you mean 'address'?

    1 script checked: 1 place that fails when reached
    1 finding can be fixed with --fix
    "
  `)
})

it('SARIF: helpUri of each rule is the URI of an existing page', () => {
  const { out } = offbox(place.path, ['check', '--format', 'sarif', 'a.rsc'])
  const rules = [...out.matchAll(/"id":\s*"([\w-]+)"/g)].map(([, id]) => id)
  const pages = [...out.matchAll(/"helpUri":\s*"([^"]+)"/g)].map(([, url = '']) => fileURLToPath(url))
  expect(rules.length).toBeGreaterThan(30)
  expect(pages.map((path) => path.replace(/^.*\/|\.txt$/g, ''))).toEqual(rules)
  expect(pages.filter((path) => !existsSync(path))).toEqual([])
})
