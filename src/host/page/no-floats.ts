// Owns the replacement of `ieee754` in the page's workers: Buffer could read floating-point numbers with it, which offbox never does.

/** Throws: no format that the device reads has floating-point numbers. */
export function read(): never {
  throw new Error('the page reads no floating-point numbers of bytes')
}

/** Throws, like `read`. */
export const write = read
