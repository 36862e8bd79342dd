// Owns compression: the functions of node:zlib that code outside `host/node` and `cli` uses. The build of the page replaces this file by
// `host/page/lazy-compress.ts`.
export { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
