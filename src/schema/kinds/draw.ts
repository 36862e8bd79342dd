// Owns the interface by which kinds generate random texts.

/** Makes random texts. `T` is the type of what it makes: an arbitrary of fast-check, or a text. All bounds are inclusive. */
export interface Draw<T> {
  /** One of these texts. */
  one(of: readonly string[]): T
  /** One of several alternatives. */
  either(of: readonly T[]): T
  /** Up to four different words of these, separated by commas. */
  some(of: readonly string[]): T
  /** One to `most` of these, separated by commas. */
  list(of: T, most: number): T
  /** The parts concatenated. */
  join(parts: readonly (T | string)[]): T
  integer(from: number, to: number): T
  /** A name of an item. */
  name(): T
  /** The address of a host, such as `192.168.88.1`. */
  ip(): T
  ip6(): T
  mac(): T
  /** Realistic text, and text that breaks careless scripts; the bounds are its length in bytes. */
  text(min: number, max: number | undefined): T
  /** Values for an argument of unknown kind: names, addresses, numbers, text. */
  loose(): T
}
