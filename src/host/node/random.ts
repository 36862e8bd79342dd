// Owns cryptographic randomness.
import { randomBytes } from 'node:crypto'
import type { Random } from '../host.ts'

/** Returns bytes from the machine's generator, suitable for secrets. */
export const realRandom = (): Random => ({ bytes: (length) => randomBytes(length) })
