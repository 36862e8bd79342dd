// Owns the page's implementation of `src/compress.ts`, with fflate. Output larger than the limit throws, as with node:zlib.
import { gunzipSync as gunzip, gzipSync as gzip, unzlibSync, zlibSync } from 'fflate'

/** The limit of an operation: the maximum length of its output in bytes; without it the output is unlimited. */
export interface Bounds {
  readonly maxOutputLength?: number
}

function bounded(bytes: Uint8Array, { maxOutputLength = Infinity }: Bounds): Buffer {
  if (bytes.length > maxOutputLength) throw new RangeError(`Cannot create a Buffer larger than ${maxOutputLength} bytes`)
  return Buffer.from(bytes)
}

/** Compresses to the zlib format (RFC 1950). */
export const deflateSync = (bytes: Uint8Array): Buffer => Buffer.from(zlibSync(bytes))
/** Compresses to the gzip format (RFC 1952). */
export const gzipSync = (bytes: Uint8Array): Buffer => Buffer.from(gzip(bytes))
/** Decompresses the zlib format; throws an Error for invalid data, and a RangeError where the output exceeds `maxOutputLength`. */
export const inflateSync = (bytes: Uint8Array, bounds: Bounds = {}): Buffer => bounded(unzlibSync(bytes), bounds)
/** Decompresses the gzip format; throws as `inflateSync` does. */
export const gunzipSync = (bytes: Uint8Array, bounds: Bounds = {}): Buffer => bounded(gunzip(bytes), bounds)
