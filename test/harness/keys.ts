// Owns the keys that tests use instead of generating them: those of fixtures/keys, in the order of their names.
import { createPrivateKey, type KeyObject } from '../../src/crypto.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeySize } from '../../src/host/host.ts'
import { top } from './sources.ts'

const folder = join(top, 'fixtures', 'keys')

/** The keys read so far, by name: reading one checks it, which takes longer than most tests. */
const read = new Map<string, KeyObject>()

/** Returns a key of fixtures/keys by its name (`rsa-2048-a`). */
export function keyNamed(name: string): KeyObject {
  const key = read.get(name) ?? createPrivateKey(readFileSync(join(folder, `${name}.pem`)))
  read.set(name, key)
  return key
}

/** Returns keys by size, for a memory host. `rsa-2048-b.pem` is the second of 2048 bits; `ec-secp384r1.pem` the only one of its curve. */
export function fixtureKeys(): Partial<Record<KeySize, readonly KeyObject[]>> {
  const keys: Partial<Record<string, KeyObject[]>> = {}
  for (const file of readdirSync(folder).sort()) {
    const [, name, size] = /^((?:rsa|ec)-([a-z0-9]+?)(?:-[a-z])?)\.pem$/.exec(file) ?? []
    if (name !== undefined && size !== undefined) (keys[size] ??= []).push(keyNamed(name))
  }
  return keys
}
