// Owns the place of dns-packet in the page's worker: a page asks no name server, so no message is ever written or read.
const absent = (): never => {
  throw new Error('a page has no network')
}

export const decode = absent
export const encode = absent
