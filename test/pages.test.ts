// Owns the tests of pages for users: their JavaScript runs, and the table of menus equals the declarations.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import * as fuzz from '../src/fuzz/index.ts'
import * as offbox from '../src/index.ts'
import { menus } from '../src/menus/list.ts'
import { modelledMenus } from './harness/modelled-menus.ts'
import { defaultRelease } from '../src/schema/release.ts'
import { top } from './harness/sources.ts'

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'fast-check': { fc },
  vitest: { expect, test },
  offbox,
  'offbox/fuzz': fuzz,
}

const blocksOf = (page: string): readonly string[] =>
  [...readFileSync(join(top, page), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)

/** The names that a block imports, and their values. */
function importsOf(code: string): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  for (const [, names = '', from = ''] of code.matchAll(/^import (.+) from '(.+)'$/gm))
    for (const name of names
      .replace(/[{}]/g, '')
      .split(',')
      .map((part) => part.trim())) {
      const value = modules[from]?.[name]
      if (value === undefined) throw new Error(`${from} has no ${name}`)
      found.set(name, value)
    }
  return found
}

function runBlock(code: string, more: Readonly<Record<string, unknown>> = {}): void {
  const names = new Map([...importsOf(code), ...Object.entries(more)])
  // Examples of a page are functions of what they import.
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the page's own text
  new Function(...names.keys(), code.replace(/^import .*$/gm, ''))(...names.values())
}

describe('README.md', () => {
  const blocks = blocksOf('README.md')
  it('its comments show what the lines return', () => {
    expect(blocks.length).toBe(1)
    for (const code of blocks) {
      const stated: unknown[] = []
      const returned: unknown[] = []
      const note = (value: unknown, comment: unknown): void => {
        returned.push(value)
        stated.push(comment)
      }
      runBlock(code.replace(/^(?!const |import )(.+) \/\/ (.+)$/gm, 'note($1, $2)'), { note })
      expect(stated.length).toBe(3)
      expect(returned).toEqual(stated)
    }
  })
})

describe('src/fuzz/README.md', () => {
  const blocks = blocksOf('src/fuzz/README.md')
  it('its examples run', () => expect(blocks.length).toBeGreaterThan(2))
  for (const code of blocks) runBlock(code)
})

it('src/menus/README.md lists the menus that have behaviour', () => {
  expect(readFileSync(join(top, 'src/menus/README.md'), 'utf8')).toContain(modelledMenus(menus, defaultRelease))
})
