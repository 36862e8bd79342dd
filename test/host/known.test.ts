// Owns the tests of the cache of catalogs: each is made once, and each caller gets the requested one.
import { describe, expect, it } from 'vitest'
import { catalogFor, checkerFor } from '../../src/host/node/catalog-cache.ts'
import { createDevice, memoryHost } from '../../src/index.ts'
import { thrownBy } from '../harness/expected.ts'

describe('catalogs of names', () => {
  it('are shared between devices', () => {
    const catalog = (release?: string) => createDevice({ host: memoryHost(), ...(release === undefined ? {} : { release }) }).catalog
    expect(catalog()).toBe(catalog('7.24'))
    expect(catalog('7.16')).not.toBe(catalog('7.24'))
    expect(catalog('7.16').release.text).toBe('7.16')
  })

  it('differ by packages, boards and facts', () => {
    const menu = '/interface/wireless'
    expect(catalogFor({ packages: [] }).menu(menu)).toBeUndefined()
    expect(catalogFor({ packages: 'all' }).menu(menu)).toBeDefined()
    expect(catalogFor({ packages: [] })).toBe(catalogFor({ packages: [] }))
    expect(catalogFor({ boards: true })).not.toBe(catalogFor({}))
    expect(thrownBy(() => catalogFor({ facts: 'none' }))).toBe('FactsError: is not JSON')
    expect(checkerFor({})).toBe(checkerFor({ packages: 'all' }))
    expect(checkerFor({ menu: '/ip' })).not.toBe(checkerFor({}))
  })

  it('are cached in a limited number', () => {
    const first = catalogFor({ release: '7.9' })
    for (let patch = 1; patch < 40; patch++) catalogFor({ release: `7.10.${patch}` })
    expect(catalogFor({ release: '7.9' })).not.toBe(first)
  })
})
