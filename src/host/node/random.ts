// Owns real randomness.
import { randomBytes } from 'node:crypto'
import type { Random } from '../host.ts'

/** Bytes from the machine's generator, good for secrets. */
export const realRandom = (): Random => ({ bytes: (length) => randomBytes(length) })
