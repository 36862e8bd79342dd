// Owns the test of the parts of Chevrotain that the bundles omit: the built command line refuses the same texts at the same places as the
// sources.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { check } from '../../src/index.ts'
import { offbox, offboxAlone, scratch } from '../harness/command-line.ts'
import { top } from '../harness/sources.ts'

const place = scratch()
afterAll(() => place.remove())

/** Returns truncated scripts, and some with a missing bracket, by file name. */
function refused(): ReadonlyMap<string, string> {
  const texts = [':put (1 + 2', ':if (1=1 do={ :put 1 }', ':put (1;2)', ':put [:len (1]', ':put {1;2', ':put "a', ':local a [', '}', ')']
  for (const folder of ['scripts', 'suite'])
    for (const file of readdirSync(join(top, 'fixtures', folder)).filter((name) => name.endsWith('.rsc'))) {
      const text = readFileSync(join(top, 'fixtures', folder, file), 'utf8')
      const step = Math.max(1, Math.ceil(text.length / 10))
      for (let end = step; end < text.length; end += step) texts.push(text.slice(0, end))
    }
  return new Map(texts.map((text, at) => [`${String(at).padStart(3, '0')}.rsc`, text]))
}

it('finds the same errors as the sources in hundreds of refused texts, in its own process and in threads', () => {
  const texts = refused()
  expect(texts.size).toBeGreaterThan(150)
  for (const [name, text] of texts) writeFileSync(join(place.path, name), text)
  /** Excludes findings that only the verb has: those about comments for other verbs. */
  const checkedFindings = (findings: readonly { readonly code: string; readonly message: string }[]): readonly string[] =>
    findings.filter(({ code }) => code !== 'unknown-comment').map(({ code, message }) => `${code}: ${message}`)
  const expected = [...texts].map(([name, text]) => [name, checkedFindings(check(text))])
  for (const jobs of ['1', '2']) {
    const { out, err } = (jobs === '1' ? offbox : offboxAlone)(place.path, ['check', '--jobs', jobs, '--format', 'json', '.'])
    expect(err).toBe('')
    // The format is described in src/cli/check/json.ts.
    const { files } = JSON.parse(out) as { files: { name: string; findings: { code: string; message: string }[] }[] }
    expect(files.map(({ name, findings }) => [name, checkedFindings(findings)])).toEqual(expected)
  }
})
