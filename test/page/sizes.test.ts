// Owns the tests of the size of the page: everything that a visitor loads, except facts.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { top } from '../harness/sources.ts'

/** The best compression of Brotli is slow. */
const slow = 300_000
const folder = join(top, 'dist', 'page')
/** The size in kilobytes (1,000 bytes) after Brotli compression. */
const packed = (...names: string[]): number =>
  names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(folder, name))).length, 0) / 1000

it('the page with its editor is at most 150 KB', { timeout: slow }, () => {
  expect(packed('index.html', 'style.css', 'early.js', 'main.js')).toBeLessThanOrEqual(150)
})

it('no worker is larger than 220 KB', { timeout: slow }, () => {
  expect(packed('language.js')).toBeLessThanOrEqual(150)
  expect(packed('device.js')).toBeLessThanOrEqual(220)
})

it('no script creates code from strings, which the policy forbids', () => {
  for (const name of ['main.js', 'language.js', 'device.js', 'crypto.js'])
    expect([name, /\bnew Function\b|[^.\w]eval\(/.test(readFileSync(join(folder, name), 'utf8'))]).toEqual([name, false])
})

it('the command line loads nothing of the page at startup', () => {
  const main = readFileSync(join(top, 'dist', 'core.cjs'), 'utf8')
  expect(main).not.toContain('cm-content')
  expect(main).not.toContain('brainpoolP512r1 ')
  expect(readdirSync(folder)).toContain('index.html')
})
