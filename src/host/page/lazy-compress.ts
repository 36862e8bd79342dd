// Owns the replacement of `src/compress.ts` in the page's worker: the implementation is in the file of cryptography, which is loaded on
// demand.
import type * as backEnd from './crypto/compress.ts'
import { back } from './lazy-crypto.ts'

type Back = typeof backEnd

/** The functions of `src/compress.ts`. The first call of any of them, or of one in `lazy-crypto.ts`, loads the implementation. */
export const { deflateSync, gunzipSync, gzipSync, inflateSync } = {
  deflateSync: (...given) => back().deflateSync(...given),
  gunzipSync: (...given) => back().gunzipSync(...given),
  gzipSync: (...given) => back().gzipSync(...given),
  inflateSync: (...given) => back().inflateSync(...given),
} satisfies Partial<Back>
