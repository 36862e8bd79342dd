// Owns the test runner's settings.
import { randomInt } from 'node:crypto'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** `OFFBOX_TIER=eager` makes JavaScript of every loop and function at once, `off` of none (test/README.md, "Two tiers"). */
const tier = process.env['OFFBOX_TIER']
const thresholds = /^\.{1,2}\/(.*\/)?compile\/thresholds\.ts$|^\.\/thresholds\.ts$/

/** `OFFBOX_CRYPTO=page` puts the page's cryptography into the place of node's (test/README.md, "Two back ends"). */
const page = process.env['OFFBOX_CRYPTO'] === 'page'
const back = new URL('../src/host/page/crypto/crypto.ts', import.meta.url).pathname

/** `OFFBOX_SEED=random` draws the seed of all properties, and says which. */
const drawn = process.env['OFFBOX_SEED'] === 'random' ? String(randomInt(2 ** 31)) : undefined
if (drawn !== undefined) process.stdout.write(`OFFBOX_SEED=${drawn}\n`)

const updates = process.argv.some((word) => word === '-u' || word === '--update')

/** Files of tests that take longest begin first, so that no worker is alone at the end. */
const longest = [
  // It collects garbage before each measure, which costs more the more a worker holds.
  'resolve/growth',
  'cli/device',
  'properties/largest',
  'cli/elsewhere',
  'cli/fuzz',
  'device/diff',
  'cli/damage',
  'cli/hostile-editors',
  'ide/dap/debugger',
  'pki/bounds',
  'menus/hostile',
  'resolve/check/edited',
  'cli/serve-clients',
  'cli/crashes',
  'cli/worst',
  'cli/exits',
  'cli/export',
  'device/limits',
  'properties/menus',
].map((name) => `/test/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(name))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  resolve: {
    alias: [
      ...(tier === undefined ? [] : [{ find: thresholds, replacement: new URL(`harness/tiers/${tier}.ts`, import.meta.url).pathname }]),
      ...(page ? [{ find: /^(\.\.\/)+(src\/)?crypto\.ts$/, replacement: back }] : []),
    ],
  },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Long, for it only ends what hangs: a test that bounds a time says so itself, and machines differ by ten times.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Files share what they import and the catalogs that are made of it: half of the time went into both.
    isolate: false,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/harness/seed.ts'],
    // Transcripts of ours are written anew with the snapshots.
    env: { OFFBOX_UPDATE: updates ? 'yes' : 'no', ...(drawn === undefined ? {} : { OFFBOX_SEED: drawn }) },
  },
})
