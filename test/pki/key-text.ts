// Owns reading a key from a PEM text in tests, and comparing it with a known key.
import { expect } from 'vitest'
import { type KeyObject } from '../../src/crypto.ts'
import { samePublicKey } from '../../src/pki/key.ts'
import { type KeyReading, readKeyBlock } from '../../src/pki/key-read.ts'
import { readPem } from '../../src/pki/pem.ts'
import { existing } from '../harness/existing.ts'

/** Returns the result of reading the only key block of a PEM text. */
export function readText(text: string, secret?: string): KeyReading {
  const block = readPem(text).find(({ label }) => label.endsWith('PRIVATE KEY'))
  return readKeyBlock(existing(block, 'block'), secret)
}

/** Expects that a key was read, and that it equals `key`. */
export function expectKey(reading: KeyReading, key: KeyObject): void {
  expect(reading.outcome).toBe('key')
  if (reading.outcome === 'key') expect(samePublicKey(reading.key, key)).toBe(true)
}
