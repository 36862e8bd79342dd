// Owns the replacement of `src/compress.ts` in the page's worker: it is in the same file as cryptography.
import type * as backEnd from './crypto/compress.ts'
import { back } from './lazy-crypto.ts'

type Back = typeof backEnd

export const deflateSync: Back['deflateSync'] = (...given) => back().deflateSync(...given)
export const gunzipSync: Back['gunzipSync'] = (...given) => back().gunzipSync(...given)
export const gzipSync: Back['gzipSync'] = (...given) => back().gzipSync(...given)
export const inflateSync: Back['inflateSync'] = (...given) => back().inflateSync(...given)
