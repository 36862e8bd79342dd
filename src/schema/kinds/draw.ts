// Owns what kinds ask of whoever draws random values: descriptions of texts, whatever `T` stands for them.

/** Makes descriptions of random texts (`T`: an arbitrary of fast-check, a text at once). All bounds are included. */
export interface Draw<T> {
  /** One of these texts. */
  one(of: readonly string[]): T
  /** One of these descriptions. */
  either(of: readonly T[]): T
  /** Up to four different ones of these words, with commas. */
  some(of: readonly string[]): T
  /** Up to `most` of these, at least one, with commas. */
  list(of: T, most: number): T
  /** The parts one behind the other. */
  join(parts: readonly (T | string)[]): T
  integer(from: number, to: number): T
  /** A name of an item. */
  name(): T
  /** The address of a host: `192.168.88.1`. */
  ip(): T
  ip6(): T
  mac(): T
  /** Text that people keep, and text that breaks scripts; its length in bytes. */
  text(min: number, max: number | undefined): T
  /** What an argument of an unknown kind is tried with: names, addresses, numbers, text. */
  loose(): T
}
