// Owns the configuration of the test runner.
import { randomInt } from 'node:crypto'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** `OFFBOX_TIER=eager` compiles every loop and function to JavaScript at once, `off` none (test/README.md, "Two tiers"). */
const tier = process.env['OFFBOX_TIER']
const thresholds = /^\.{1,2}\/(.*\/)?compile\/thresholds\.ts$|^\.\/thresholds\.ts$/

/** `OFFBOX_CRYPTO=page` replaces node's cryptography by that of the page (test/README.md, "Two back ends"). */
const page = process.env['OFFBOX_CRYPTO'] === 'page'
const back = new URL('../src/host/page/crypto/crypto.ts', import.meta.url).pathname

/** `OFFBOX_SEED=random` draws the seed of all properties, and prints it. */
const drawn = process.env['OFFBOX_SEED'] === 'random' ? String(randomInt(2 ** 31)) : undefined
if (drawn !== undefined) process.stdout.write(`OFFBOX_SEED=${drawn}\n`)

const updates = process.argv.some((word) => word === '-u' || word === '--update')

/** The longest test files start first, so that no worker is alone at the end. */
const longest = [
  // It collects garbage before each measurement, which takes longer the larger the heap of its worker is.
  'resolve/growth',
  'cli/device',
  'properties/largest',
  'cli/fuzz',
  'device/diff',
  'cli/elsewhere',
  'cli/worst',
  'menus/scep',
  'properties/menus',
  'cli/serve-clients',
  'resolve/check/tolerant',
  'ide/dap/debugger',
  'cli/console',
  'cli/damage',
  'menus/hostile',
  'resolve/check/edited',
  'pki/bounds',
  'cli/export',
  'cli/exits',
  'menus/fetch-peers',
  'menus/scep-faults',
  'cli/bundle',
  'cli/hostile-editors',
  'cli/crashes',
  'cli/pack',
  'fuzz/door',
  'compile/tiers',
  'device/limits',
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
    // Long, since it only ends hanging tests: a test that bounds time does so itself, and the speed of machines differs by ten times.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Files share imported modules and catalogs: loading them took half of the time.
    isolate: false,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/harness/seed.ts'],
    // Transcripts without a source are updated together with snapshots.
    env: { OFFBOX_UPDATE: updates ? 'yes' : 'no', ...(drawn === undefined ? {} : { OFFBOX_SEED: drawn }) },
  },
})
