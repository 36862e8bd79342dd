// Owns running every transcript: those of fixtures, and the blocks in Markdown pages for users.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { play } from './harness/player.ts'
import { top } from './harness/sources.ts'
import { parseTranscript, transcriptBlocks, withOutputs, type Section, type Step } from './harness/transcript.ts'

/**
 * Set by `vitest -u`: transcripts without a source are updated. One with a source records a manual or a device, and is changed by hand with
 * a reason.
 */
const updates = process.env['OFFBOX_UPDATE'] === 'yes'

const fixtures = readdirSync(join(top, 'fixtures'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.transcript'))
  .map((name) => join('fixtures', name).replaceAll('\\', '/'))
  .sort()

describe.each(fixtures)('%s', (path) => {
  const text = readFileSync(join(top, path), 'utf8')
  const sections = parseTranscript(text)
  it('contains a session', () => {
    expect(sections.length).toBeGreaterThan(0)
  })
  const written = new Map<Step, readonly string[]>()
  for (const section of sections)
    it(section.title === '' ? 'plays' : section.title, () => {
      const { expected, actual, outputs } = play(section)
      if (updates && isOurs(section)) {
        for (const [step, output] of outputs) written.set(step, output)
        writeFileSync(join(top, path), withOutputs(text, written))
      } else expect(actual.join('\n')).toBe(expected.join('\n'))
    })
})

describe.each(['src/menus/README.md'])('%s', (path) => {
  const markdown = readFileSync(join(top, path), 'utf8')
  const blocks = transcriptBlocks(markdown)
  it('contains transcripts', () => {
    expect(blocks.length).toBeGreaterThan(0)
  })
  for (const { text, line } of blocks)
    it(`line ${line + 1}`, () => {
      for (const section of parseTranscript(text)) {
        const { expected, actual } = play(section)
        expect(actual.join('\n')).toBe(expected.join('\n'))
      }
    })
})

const isOurs = ({ settings }: Section): boolean => !settings.has('source')
