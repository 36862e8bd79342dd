// Owns the keys that tests use instead of generating them: those of fixtures/keys, in the order of their names.
import { createPrivateKey, type KeyObject } from '../../src/crypto.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeySize } from '../../src/host/host.ts'
import { top } from './sources.ts'

const folder = join(top, 'fixtures', 'keys')

/** Returns keys by size, for a memory host. `rsa-2048-b.pem` is the second of 2048 bits; `ec-secp384r1.pem` the only one of its curve. */
export function fixtureKeys(): Partial<Record<KeySize, readonly KeyObject[]>> {
  const keys: Partial<Record<string, KeyObject[]>> = {}
  for (const name of readdirSync(folder).sort()) {
    const size = /^(?:rsa|ec)-([a-z0-9]+?)(?:-[a-z])?\.pem$/.exec(name)?.[1]
    if (size !== undefined) (keys[size] ??= []).push(createPrivateKey(readFileSync(join(folder, name))))
  }
  return keys
}
