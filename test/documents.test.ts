// Owns the test that every command in the documents parses and binds: each finding is announced, and each announced finding occurs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from '../src/index.ts'
import { top } from './harness/sources.ts'

const folder = join(top, 'fixtures', 'documents')
const names = readdirSync(folder).filter((name) => name.endsWith('.rsc'))

/** The announcements `# says: message` above lines. */
const announced = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line, at) => {
    const announcement = /^# says: (.*)$/.exec(line)
    return announcement === null ? [] : [`${at + 2}: ${announcement[1]}`]
  })

describe.each(names)('fixtures/documents/%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const release = /^# release: (\S+)$/m.exec(text)?.[1]

  it('names its release', () => {
    expect(release).toBeDefined()
  })

  it('parses and binds', () => {
    const { script, diagnostics } = parse(text, release === undefined ? {} : { release })
    expect(diagnostics.map(({ line, message }) => `${line}: ${message}`)).toEqual(announced(text.split('\n')))
    expect(script === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'))
  })
})
