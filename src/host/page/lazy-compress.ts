// Owns the replacement of `src/compress.ts` in the page's worker: the implementation is in the file of cryptography, which is loaded on
// demand.
import type * as backEnd from './crypto/compress.ts'
import { back } from './lazy-crypto.ts'

type Back = typeof backEnd

/** Compresses to the zlib format; see `crypto/compress.ts`. */
export const deflateSync: Back['deflateSync'] = (...given) => back().deflateSync(...given)
/** Decompresses the gzip format; see `crypto/compress.ts`. */
export const gunzipSync: Back['gunzipSync'] = (...given) => back().gunzipSync(...given)
/** Compresses to the gzip format; see `crypto/compress.ts`. */
export const gzipSync: Back['gzipSync'] = (...given) => back().gzipSync(...given)
/** Decompresses the zlib format; see `crypto/compress.ts`. */
export const inflateSync: Back['inflateSync'] = (...given) => back().inflateSync(...given)
