// Owns the tests of `offbox mcp` with the protocol's own inspector.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { listedTools } from '../../../src/ide/mcp/tools.ts'
import { describeWith } from '../../harness/judge.ts'
import { top } from '../../harness/sources.ts'
import { type Agent } from './agent.ts'

let open: Agent | undefined

afterEach(async () => {
  await open?.end()
  open = undefined
})

describeWith('mcp-inspector', "the protocol's own inspector", () => {
  const inspect = (...words: readonly string[]): unknown =>
    JSON.parse(
      execFileSync('mcp-inspector', ['--cli', process.execPath, join(top, 'dist', 'offbox.cjs'), 'mcp', ...words], { encoding: 'utf8' }),
    )

  it('lists and calls the tools', () => {
    expect(inspect('--method', 'tools/list')).toEqual({ tools: listedTools })
    expect(inspect('--method', 'tools/call', '--tool-name', 'run', '--tool-arg', 'script=:put hi')).toEqual({
      content: [{ type: 'text', text: 'hi\n' }],
    })
    expect(JSON.stringify(inspect('--method', 'prompts/list'))).toContain('review-export')
    expect(JSON.stringify(inspect('--method', 'resources/read', '--uri', 'offbox://explain/syntax-error'))).toContain('syntax-error')
  })
})
