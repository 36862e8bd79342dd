// Owns parsing numbers in values of arguments, and checking their range.

/** Matches numbers whose printed form equals their text. */
const plain = /^(0|-?[1-9]\d{0,14})$/

/** Parses a number whose printed form equals its text; undefined for other texts (`2.2`, `007`). */
export const readPlainNumber = (text: string): number | undefined => (plain.test(text) ? Number(text) : undefined)

/** Matches a whole number, decimal or hexadecimal, with its sign. */
export const whole = /^-?(0[xX][0-9a-fA-F]+|[0-9]+)$/

/** Returns the number of a text that `whole` matches. */
export const parseNumber = (text: string): number => (text.startsWith('-') ? -Number(text.slice(1)) : Number(text))

/** Whether a number is outside of its bounds. */
export const outside = (number: number, min = -Infinity, max = Infinity): boolean => number < min || number > max

/** Formats a range as the device prints it: `1..65535`, `1..`. */
export const rangeText = (min: number | undefined, max: number | undefined): string => `${min ?? ''}..${max ?? ''}`
