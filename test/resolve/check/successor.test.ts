// Owns the test that the names of 7.x which hints give for names of 6.x exist in the facts of 7.24.
import { describe, expect, it } from 'vitest'
import { successors } from '../../../src/resolve/check/successor.ts'
import { catalogOf } from '../../harness/catalog.ts'

const { root } = catalogOf('7.24', 'all')
const all = Object.entries(successors).flatMap(([menu, names]) => Object.entries(names).map(([name, says]) => ({ menu, name, says })))

/** The paths in a hint: `/routing/ospf/area`, and the names before `of /path`. */
const paths = (says: string): readonly string[] => says.match(/\/[a-z][a-z0-9/-]+/g)?.map((path) => path.replace(/\/(add|set)$/, '')) ?? []

describe('words of 6.x with another name in 7.x', () => {
  it.each(all)('$menu $name: $says', ({ says }) => {
    expect(says).not.toBe('')
    for (const path of paths(says)) expect(root.at(path), path).toBeDefined()
    const [, property, of] = /^([a-z-]+) of (\/\S+)/.exec(says) ?? []
    if (property !== undefined && of !== undefined)
      expect(root.at(of)?.command('add')?.argument(property) ?? root.at(of)?.validatingKindOf(property)).toBeDefined()
  })
})
