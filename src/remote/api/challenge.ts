// Owns the API login of releases before 6.43: the device sends a challenge, and the client returns a digest of it with the password.
import { createHash } from '../../crypto.ts'
import type { Router } from '../../device/router.ts'

/** The challenge of one connection. */
export class LoginChallenge {
  readonly #router: Router
  #asked: Buffer | undefined

  constructor(router: Router) {
    this.#router = router
  }

  /** Returns a new challenge: sixteen bytes in hex. Undefined since 6.43, where the client sends the password itself. */
  issue(): string | undefined {
    if (!this.#router.isRelease('..6.42')) return undefined
    this.#asked = Buffer.from(this.#router.host.random.bytes(16))
    return this.#asked.toString('hex')
  }

  /**
   * Returns a test of passwords against a response (`00` and the MD5 of a zero byte, the password and the challenge); undefined if no
   * challenge was issued.
   */
  test(response: string): ((password: string) => boolean) | undefined {
    const asked = this.#asked
    if (asked === undefined) return undefined
    return (password) => {
      const digest = createHash('md5')
        .update(Buffer.concat([Buffer.of(0), Buffer.from(password, 'latin1'), asked]))
        .digest('hex')
      return response.toLowerCase() === `00${digest}`
    }
  }
}
