// Owns the check of the benchmark for agents: every verdict in it is offbox', and the page tells its figures.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, createDevice } from '../../../src/index.ts'
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
  .map((line) => JSON.parse(line) as Task) // its page tells the form

const blamed = (script: string): boolean => check(script).some(({ severity }) => severity === 'error' || severity === 'late')

describe('the benchmark', () => {
  it.each(tasks.map((one) => [one.task, one] as const))('%s', (_, { wrong, says, by, right }) => {
    expect(createDevice().run(wrong).failure?.message).toBe(says)
    expect(blamed(wrong) ? 'check' : 'run').toBe(by)
    expect(createDevice().run(right).failure?.message).toBeUndefined()
    expect(blamed(right)).toBe(false)
  })

  it('has the figures of its page', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ')
    const found = tasks.filter(({ by }) => by === 'check').length
    expect(new Set(tasks.map(({ task }) => task)).size).toBe(tasks.length)
    expect(page).toContain(`${tasks.length} tasks`)
    expect(page).toContain(`${2 * tasks.length} commands`)
    expect(page).toContain(`\`check\` finds ${found} before anything runs, a run the other ${tasks.length - found}`)
  })
})
