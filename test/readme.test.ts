// Owns that README.md is true: its table of menus is the declarations'.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { menus } from '../src/menus/list.ts'
import { modelledMenus } from '../src/menus/table.ts'
import { defaultRelease } from '../src/schema/release.ts'
import { top } from './harness/sources.ts'

it('README.md lists the menus that have behaviour', () => {
  expect(readFileSync(join(top, 'README.md'), 'utf8')).toContain(modelledMenus(menus, defaultRelease))
})
