// Owns units of time: the device counts whole nanoseconds, JavaScript counts milliseconds since 1970.

/** In nanoseconds. */
export const millisecond = 1_000_000n
export const second = 1_000_000_000n
export const minute = 60n * second
export const hour = 60n * minute
export const day = 24n * hour
export const week = 7n * day

/** Converts nanoseconds to whole milliseconds, cut towards zero. */
export const inMilliseconds = (ns: bigint): number => Number(ns / millisecond)

/** Converts whole milliseconds to nanoseconds. */
export const fromMilliseconds = (milliseconds: number): bigint => BigInt(milliseconds) * millisecond

/** Cuts nanoseconds to whole seconds, in nanoseconds. */
export const wholeSeconds = (ns: bigint): bigint => (ns / second) * second
