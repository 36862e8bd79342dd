// Owns the one door to compression: what of node:zlib is used below `host/node` and `cli`. The page has another back end
// (`host/page/compress.ts`).
export { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
