// Owns units of time: the device counts whole nanoseconds, JavaScript counts milliseconds since 1970.

/** Nanoseconds in a millisecond. */
export const millisecond = 1_000_000n
/** Nanoseconds in a second. */
export const second = 1_000_000_000n
/** Nanoseconds in a minute. */
export const minute = 60n * second
/** Nanoseconds in an hour. */
export const hour = 60n * minute
/** Nanoseconds in a day. */
export const day = 24n * hour
/** Nanoseconds in a week. */
export const week = 7n * day

/** Converts nanoseconds to whole milliseconds, cut towards zero. */
export const inMilliseconds = (ns: bigint): number => Number(ns / millisecond)

/** Converts whole milliseconds to nanoseconds. */
export const fromMilliseconds = (milliseconds: number): bigint => BigInt(milliseconds) * millisecond

/** Cuts nanoseconds to whole seconds, in nanoseconds. */
export const wholeSeconds = (ns: bigint): bigint => (ns / second) * second
