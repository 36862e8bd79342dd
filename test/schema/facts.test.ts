// Owns the tests of fact files: contents, size, and reading time.
import { readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../src/host/node/facts.ts'
import { FactsFile } from '../../src/schema/facts-file.ts'
import { processorTime } from '../harness/processor.ts'
import { existing } from '../harness/existing.ts'

const folder = new URL('../../src/schema/facts/', import.meta.url)
const isOfTree = (name: string): boolean => name.endsWith('.json') && name !== 'order.json' && !name.endsWith('-manual.json')
const names = readdirSync(folder).flatMap((name) => (isOfTree(name) ? [name.slice(0, -5)] : []))
const read = (name: string): FactsFile => new FactsFile(existing(loadFacts(name), name))

function* menusBelow(file: FactsFile, path: string): IterableIterator<string> {
  for (const child of file.children(path)) {
    yield child
    yield* menusBelow(file, child)
  }
}
const menusOf = (name: string, file: FactsFile): string[] => (name === 'root' ? ['/'] : [`/${name}`, ...menusBelow(file, `/${name}`)])

describe('the facts', () => {
  it('contain every menu, command and argument of the listing that they were made from', () => {
    const counts = { menus: 0, commands: 0, arguments: 0 }
    for (const name of names) {
      const file = read(name)
      for (const path of menusOf(name, file)) {
        counts.menus++
        for (const command of file.commands(existing(file.row(path), path))) {
          counts.commands++
          counts.arguments += file.argumentList(command.argumentList).length
        }
      }
    }
    expect(counts).toEqual({ menus: 600, commands: 5579, arguments: 39558 })
  })

  it('contain every file of the root, and only these', () => {
    expect(
      read('root')
        .tops.map(({ name }) => name)
        .sort(),
    ).toEqual(names.filter((name) => name !== 'root').sort())
  })

  it('are under 600 KB', () => {
    const bytes = readdirSync(folder).reduce((sum, name) => sum + (name.endsWith('.json') ? statSync(new URL(name, folder)).size : 0), 0)
    expect(bytes).toBeLessThan(600_000)
  })

  it('are read quickly: the largest in well under 50 ms', () => {
    const from = processorTime()
    const file = read('interface')
    file
      .commands(existing(file.row('/interface/bridge'), '/interface/bridge'))
      .forEach((command) => file.argumentList(command.argumentList))
    expect(processorTime() - from).toBeLessThan(50)
  })

  it('contain no interface or file of the device that was listed', () => {
    for (const name of names) expect(loadFacts(name)).not.toMatch(/"(ether1|skins\/|serial0)"/)
  })

  it('are undefined for an unknown menu, and for a path', () => {
    expect(loadFacts('nonsense')).toBeUndefined()
    expect(loadFacts('../release')).toBeUndefined()
  })
})
