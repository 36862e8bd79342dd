// Owns the one error that this floor throws: what could not be read, opened or made, as data.
import { pay } from '../value/limits.ts'

/**
 * `malformed` - not what it claims to be; `unsupported` - well-formed, but an algorithm or form that is not known here;
 * `limit` - would cost more work than is allowed; `needs passphrase`, `wrong passphrase` - encrypted; `unsuitable` - what was
 * asked to be written cannot be (an address that is none, md5 with an EC key).
 */
export type PkiErrorKind = 'malformed' | 'unsupported' | 'limit' | 'needs passphrase' | 'wrong passphrase' | 'unsuitable'

/** An error with its stack, in units of `pay`: a file may hold a million things that cannot be read. */
const workPerError = 1 << 14

/** Thrown by every reader and writer of this floor; nothing else leaves them, whatever the input. */
export class PkiError extends Error {
  readonly kind: PkiErrorKind

  constructor(kind: PkiErrorKind, message: string) {
    super(message)
    pay(workPerError)
    this.name = 'PkiError'
    this.kind = kind
  }
}

/** Shorthand for the commonest: input that is not what it should be. */
export const malformed = (message: string): PkiError => new PkiError('malformed', message)

/**
 * What `read` returns; an error of node:crypto (OpenSSL refusing a key, say) becomes a PkiError of `kind`. What is no Error (the
 * Failure of a limit) goes on.
 * OpenSSL's own text is kept after `message`.
 */
export function guarded<T>(kind: PkiErrorKind, message: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof PkiError || !(error instanceof Error)) throw error
    throw new PkiError(kind, `${message}: ${error.message}`)
  }
}

/** What `act` returns, or the PkiError that it throws. Any other error goes on. */
export function attempt<T>(act: () => T): T | PkiError {
  try {
    return act()
  } catch (error) {
    if (error instanceof PkiError) return error
    throw error
  }
}
