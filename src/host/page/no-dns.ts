// Owns the replacement of dns-packet in the page's worker: a page has no name server, so it is never called.
const absent = (): never => {
  throw new Error('a page has no network')
}

export const decode = absent
export const encode = absent
