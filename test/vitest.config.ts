// Owns the test runner's settings.
import { defineConfig } from 'vitest/config'

const updates = process.argv.some((word) => word === '-u' || word === '--update')

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    setupFiles: ['test/harness/seed.ts'],
    // Transcripts of ours are written anew with the snapshots.
    env: { OFFBOX_UPDATE: updates ? 'yes' : 'no' },
  },
})
