// Owns what the device says of a peer's certificates: whether they are trusted, and in which words they are refused.

/** Why a peer is refused: what the device says of it, and whether no authority that it knows has signed for the peer. */
export interface Distrust {
  readonly words: string
  readonly unknownAuthority?: true
}

/**
 * Judges the chain that a TLS peer shows (DER, its own certificate first) before anything is sent to it. Returns why it is refused. `at` is
 * the peer's time in nanoseconds since 1970, where it is not the device's.
 */
export type Judge = (chain: readonly Uint8Array[], host: string, at?: bigint) => Distrust | undefined

/** Takes whatever a peer shows. */
export const unchecked: Judge = () => undefined
