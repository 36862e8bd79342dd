// Owns the types for judging a peer's certificates: trusted, or refused with the device's message.

/** A refusal: the device's message, and whether no known authority has signed the peer's certificate. */
export interface Distrust {
  readonly message: string
  readonly unknownAuthority?: true
}

/**
 * Judges the chain of a TLS peer (DER, its own certificate first) before anything is sent to it. Returns why it is refused, undefined where
 * it is trusted. `at` is the peer's time in nanoseconds since 1970, where it differs from the device's.
 */
export type ChainJudge = (chain: readonly Uint8Array[], host: string, at?: bigint) => Distrust | undefined

/** Accepts every chain. */
export const unchecked: ChainJudge = () => undefined
