// Owns the replacement of dns-packet in the page's worker: a page has no network, so DNS over HTTPS is never used.
const absent = (): never => {
  throw new Error('a page has no network')
}

/** Throws: it is never called. */
export const decode = absent
/** Throws: it is never called. */
export const encode = absent
