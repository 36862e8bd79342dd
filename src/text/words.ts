// Owns small conversions of text: words between blanks, the last segment of a path, two-digit numbers.

/** The words of a text, separated by blanks. */
export const wordsIn = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

/** The last segment of a path: `address` of `/ip/address`; the whole text where it has no slash. */
export const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A number of at most two decimal digits with a leading zero; the fraction is cut. */
export const twoDigits = (n: number): string => String(Math.floor(n)).padStart(2, '0')
