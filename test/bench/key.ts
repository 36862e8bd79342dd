// Owns the benchmark of RSA key generation, alternately with the openssl program.
import { spawnSync } from 'node:child_process'
import { makeKey } from '../../src/pki/key-make.ts'

const rounds = 40

/**
 * Returns the ratio of the mean time of a new RSA-2048 key to that of `openssl genpkey`, including its process start (3 to 4 ms of some 120
 * ms); an empty list without openssl. The search for a prime varies tenfold, so the ratio of 40 keys varies by some 15 %.
 */
export function measure(): { name: string; ratio: number; limit: number }[] {
  if (spawnSync('openssl', ['version']).status !== 0) return []
  const spent = { ours: 0, theirs: 0 }
  for (let round = 0; round < rounds; round++) {
    spent.ours += time(() => makeKey('2048'))
    spent.theirs += time(() => spawnSync('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']))
  }
  return [{ name: 'RSA-2048 key / openssl genpkey', ratio: spent.ours / spent.theirs, limit: 0.6 }]
}

function time(run: () => unknown): number {
  const start = process.hrtime.bigint()
  run()
  return Number(process.hrtime.bigint() - start)
}
