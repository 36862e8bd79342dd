// Owns units of time: the device counts nanoseconds as whole numbers, JavaScript milliseconds since 1970.

/** Nanoseconds. */
export const millisecond = 1_000_000n
export const second = 1_000_000_000n
export const minute = 60n * second
export const hour = 60n * minute
export const day = 24n * hour
export const week = 7n * day

/** Whole milliseconds of nanoseconds, cut towards zero. */
export const inMilliseconds = (ns: bigint): number => Number(ns / millisecond)

/** Nanoseconds of whole milliseconds. */
export const fromMilliseconds = (milliseconds: number): bigint => BigInt(milliseconds) * millisecond

/** Whole seconds of nanoseconds, in nanoseconds. */
export const wholeSeconds = (ns: bigint): bigint => (ns / second) * second
