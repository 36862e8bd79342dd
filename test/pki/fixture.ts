// Owns shared parts of the tests of src/pki: fixture keys, seeded random bytes, and the openssl program.
import { execFileSync, spawnSync } from 'node:child_process'
import type { KeyObject } from '../../src/crypto.ts'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Random } from '../../src/host/host.ts'
import { type CertificateContents, newSerial } from '../../src/pki/issue.ts'
import { spkiOf } from '../../src/pki/key.ts'
import { writeName } from '../../src/pki/name.ts'
import { day, second } from '../../src/text/units.ts'
import { keyNamed } from '../harness/keys.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)

/** The names of the keys that tests of every key type use. */
export const keyNames = ['rsa-1024-a', 'rsa-1536-a', 'rsa-2048-a', 'rsa-2048-b', 'ec-prime256v1', 'ec-secp384r1', 'ec-secp521r1'] as const

/** Returns a file of fixtures/, as bytes. */
export const fixture = (path: string): Buffer => readFileSync(new URL(path, fixtures))

/** Returns a key of fixtures/keys. */
export const fixtureKey = (name: (typeof keyNames)[number] | 'rsa-2048-c'): KeyObject => keyNamed(name)

/** Returns random bytes that are the same in every run (linear congruential generator; not for keys). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return {
    bytes: (length) =>
      Uint8Array.from({ length }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state >>> 24
      }),
  }
}

/** 2026-01-01 00:00:00 UTC. */
export const newYear = 1_767_225_600n * second

/** Returns the contents of a plain leaf certificate, with `changes`. */
export const contents = (commonName: string, key: KeyObject, changes: Partial<CertificateContents> = {}): CertificateContents => ({
  subject: writeName({ 'common-name': commonName }),
  spki: spkiOf(key),
  serial: newSerial(seeded(commonName.length)),
  'invalid-before': newYear,
  'invalid-after': newYear + 365n * day,
  'digest-algorithm': 'sha256',
  'key-usage': ['digital-signature', 'key-encipherment', 'tls-server', 'tls-client'],
  'subject-alt-name': [],
  ...changes,
})

/** Creates a folder for openssl's files, which is removed after `use`. */
export function withFolder<T>(use: (openssl: Openssl) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-pki-'))
  try {
    return use(new Openssl(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The openssl program in a temporary folder. */
export class Openssl {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  put(name: string, bytes: Uint8Array | string): void {
    writeFileSync(join(this.folder, name), bytes)
  }

  get(name: string): Buffer {
    return readFileSync(join(this.folder, name))
  }

  /** Runs openssl; returns its standard output and error. Throws an error if it fails. */
  run(...words: string[]): string {
    const { status, stdout, stderr } = spawnSync('openssl', words, { cwd: this.folder, encoding: 'latin1', input: '' })
    if (status !== 0) throw new Error(`openssl ${words.join(' ')}\n${stdout}${stderr}`)
    return stdout + stderr
  }

  /** Runs openssl with `input` on standard input; returns its output as bytes. */
  pipe(input: Uint8Array | string, ...words: string[]): Buffer {
    return execFileSync('openssl', words, { cwd: this.folder, input, stdio: ['pipe', 'pipe', 'pipe'] })
  }

  /** Runs openssl; returns its exit code. */
  status(...words: string[]): number | null {
    return spawnSync('openssl', words, { cwd: this.folder, input: '' }).status
  }
}
