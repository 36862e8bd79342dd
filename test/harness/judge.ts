// Owns suites that need a program of somebody else: a judge or a peer.
import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/** How each program is asked whether it is there. */
const questions = {
  openssl: ['version'],
  keytool: ['-help'],
  certtool: ['--version'],
} as const
export type Judge = keyof typeof questions

/** A suite that `judge` decides: fails without it where CI is set, and says loudly that it was skipped elsewhere. */
export function describeWith(judge: Judge, name: string, suite: () => void): void {
  if (spawnSync(judge, questions[judge]).status === 0) return void describe(name, suite)
  if (process.env['CI']) throw new Error(`${judge} is missing, and it judges "${name}"`)
  process.stderr.write(`\n*** SKIPPED: "${name}" needs the program ${judge}, which is not here ***\n\n`)
  describe.skip(name, suite)
}
