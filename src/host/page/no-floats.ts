// Owns the stand-in for `ieee754` in the page's workers: node's Buffer can read floating-point numbers, and nothing here asks for one.

/** Throws: no format that the device reads has floating-point numbers. */
export function read(): never {
  throw new Error('the page reads no floating-point numbers of bytes')
}

/** Throws, like `read`. */
export const write = read
