// Owns the check of the benchmark for agents: every verdict in it is that of offbox, and its README has the figures.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadFacts } from '../../../src/host/node/facts.ts'
import { check, createDevice } from '../../../src/index.ts'
import { NameHistory } from '../../../src/schema/history.ts'
import { top } from '../../harness/sources.ts'

interface Task {
  readonly task: string
  readonly wrong: string
  readonly says: string
  readonly by: 'check' | 'run'
  readonly right: string
}

const folder = join(top, 'src', 'ide', 'mcp')
const tasks: readonly Task[] = readFileSync(join(folder, 'benchmark.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Task) // its README describes the format

/** The commands of a script with their named arguments, in the spelling of the listing. */
const named = (script: string): readonly { readonly path: string; readonly command: string; readonly names: readonly string[] }[] =>
  script.split(/;\s*/).flatMap((one) => {
    const [, path = '', command = '', rest = ''] = /^(\/[\w/-]+)\/([\w-]+) ?(.*)$/s.exec(one.trim()) ?? []
    // Quoted values, brackets and conditions contain no argument names.
    const plain = rest.replaceAll(/"[^"]*"|\[[^\]]*\]|\{[^}]*\}|\bwhere\b.*/gs, '')
    return path === '' ? [] : [{ path, command, names: [...plain.matchAll(/(?:^|\s)([\w-]+)=/g)].map(([, name = '']) => name) }]
  })

/** The facts (listings of devices) about a name, read without the parser. */
const facts = new NameHistory(loadFacts)
const newest = 1 << (facts.releasesWithFacts.length - 1)
const isListed = (path: string, command: string, name: string): boolean =>
  ((facts.argument(path, command, name)?.releases ?? 0) & newest) !== 0

const blamed = (script: string): boolean => check(script).some(({ severity }) => severity === 'error' || severity === 'late')

describe('the benchmark', () => {
  it.each(tasks.map((one) => [one.task, one] as const))('%s', (_, { wrong, says, by, right }) => {
    expect(createDevice().run(wrong).failure?.message).toBe(says)
    expect(blamed(wrong) ? 'check' : 'run').toBe(by)
    expect(createDevice().run(right).failure?.message).toBeUndefined()
    expect(blamed(right)).toBe(false)
  })

  it('reports names that no device lists, and only these', () => {
    const judged = tasks.flatMap(({ says, wrong }) => {
      const [, name] = /^bad parameter ([\w-]+)/.exec(says) ?? []
      const found = named(wrong).findLast(({ names }) => name !== undefined && names.includes(name))
      return found === undefined || name === undefined ? [] : [{ ...found, name }]
    })
    expect(judged.length).toBeGreaterThan(30)
    expect(judged.filter(({ path, command, name }) => isListed(path, command, name))).toEqual([])
    const right = tasks.flatMap((task) => named(task.right))
    expect(right.length).toBeGreaterThan(50)
    const strangers = right.flatMap(({ path, command, names }) =>
      names.filter((name) => !isListed(path, command, name)).map((name) => `${path}/${command} ${name}`),
    )
    expect(strangers).toEqual([])
  })

  it('has the figures of its README', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ')
    const found = tasks.filter(({ by }) => by === 'check').length
    expect(new Set(tasks.map(({ task }) => task)).size).toBe(tasks.length)
    expect(page).toContain(`${tasks.length} tasks`)
    expect(page).toContain(`${2 * tasks.length} commands`)
    expect(page).toContain(`\`check\` finds ${found} before anything runs, and a run the other ${tasks.length - found}`)
  })
})
