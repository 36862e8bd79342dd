// Owns making real keys.
import { makeKey } from '../../pki/key-make.ts'
import type { Keys } from '../host.ts'

/** Fresh keys from node:crypto; nobody ever gets a published one. */
export const realKeys = (): Keys => ({ make: makeKey })
