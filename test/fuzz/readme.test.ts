// Owns running the examples of src/fuzz/README.md as the tests that they are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import * as fuzz from '../../src/fuzz/index.ts'
import * as offbox from '../../src/index.ts'
import { top } from '../harness/sources.ts'

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'fast-check': { fc },
  vitest: { expect, test },
  offbox,
  'offbox/fuzz': fuzz,
}

const blocks = [...readFileSync(join(top, 'src/fuzz/README.md'), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code!)

/** The names that a block imports, and what they are. */
function importsOf(code: string): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  for (const [, names, from] of code.matchAll(/^import (.+) from '(.+)'$/gm))
    for (const name of names!
      .replace(/[{}]/g, '')
      .split(',')
      .map((part) => part.trim())) {
      const value = modules[from!]?.[name]
      if (value === undefined) throw new Error(`${from} has no ${name}`)
      found.set(name, value)
    }
  return found
}

describe('src/fuzz/README.md', () => {
  it('has examples', () => expect(blocks.length).toBeGreaterThan(2))
  for (const code of blocks) {
    const imports = importsOf(code)
    // Examples of a page are functions of what they import.
    // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the page's own text
    new Function(...imports.keys(), code.replace(/^import .*$/gm, ''))(...imports.values())
  }
})
