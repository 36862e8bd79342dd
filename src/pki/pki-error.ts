// Owns the error class that `pki/` throws, with the kind of failure as data.
import { pay } from '../value/limits.ts'

/**
 * `malformed` - not the format it claims to be; `unsupported` - well-formed, but of an unknown algorithm or form; `limit` - would cost more
 * work than allowed; `needs passphrase`, `wrong passphrase` - encrypted; `unsuitable` - the given values cannot be written (an invalid
 * address, md5 with an EC key).
 */
export type PkiErrorKind = 'malformed' | 'unsupported' | 'limit' | 'needs passphrase' | 'wrong passphrase' | 'unsuitable'

/** The cost of an error with its stack, in units of `pay`: a file may hold a million unreadable parts. */
const workPerError = 1 << 14

/** Thrown by every reader and writer of `pki/`; they throw nothing else for any input. */
export class PkiError extends Error {
  readonly kind: PkiErrorKind

  constructor(kind: PkiErrorKind, message: string) {
    super(message)
    pay(workPerError)
    this.name = 'PkiError'
    this.kind = kind
  }
}

/** Returns an error of kind `malformed`. */
export const malformed = (message: string): PkiError => new PkiError('malformed', message)

/**
 * Calls `read`; an Error of node:crypto (OpenSSL refusing a key, say) becomes a PkiError of `kind`, with OpenSSL's text after `message`.
 * Throws anything else, such as the Failure of a limit, unchanged.
 */
export function guarded<T>(kind: PkiErrorKind, message: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof PkiError || !(error instanceof Error)) throw error
    throw new PkiError(kind, `${message}: ${error.message}`)
  }
}

/** Returns what `act` returns, or the PkiError that it throws. Other errors are thrown. */
export function resultOrError<T>(act: () => T): T | PkiError {
  try {
    return act()
  } catch (error) {
    if (error instanceof PkiError) return error
    throw error
  }
}
