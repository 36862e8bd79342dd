// Owns writing the body of a response to a file of the machine as it arrives, decompressed, without holding it in memory.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform, type Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import type { NetworkFault } from '../../host.ts'
import { networkFaultOf } from './fault.ts'

/** Bytes that are written at once. A body arrives in pieces of at most 64 KiB, and each write costs a change of threads. */
const portionBytes = 1024 * 1024

/** Reports the number of bytes received with each piece. */
function counted(onBytes: (received: number) => void): Transform {
  let received = 0
  return new Transform({
    transform(part: Uint8Array, _, done) {
      onBytes((received += part.length))
      done(undefined, part)
    },
  })
}

/**
 * Writes a body of `encoding` (`gzip`, `deflate`; others are written unchanged) to `path`, and syncs it to disk. Resolves to the bytes
 * written, or to the fault of a body that cannot be decompressed. Never rejects. `exceeded` is called for more than `maxBytes` bytes and
 * ends the stream.
 */
export async function spool(
  stream: Readable,
  { path, encoding, maxBytes }: { readonly path: string; readonly encoding: string | undefined; readonly maxBytes: number },
  { onBytes, exceeded }: { readonly onBytes: (received: number) => void; readonly exceeded: () => void },
): Promise<number | NetworkFault> {
  const unpacking = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined
  const parts: AsyncIterable<Uint8Array> =
    unpacking === undefined
      ? pipeline(stream, counted(onBytes), () => undefined)
      : pipeline(stream, counted(onBytes), unpacking, () => undefined)
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o600)
    try {
      let size = 0
      let waiting: Uint8Array[] = []
      let written = 0
      const write = async (): Promise<void> => {
        await file.writeFile(Buffer.concat(waiting))
        waiting = []
        written = size
      }
      for await (const bytes of parts) {
        size += bytes.length
        // Called before the loop ends, since ending it emits another error on the stream.
        if (size > maxBytes) exceeded()
        waiting.push(bytes)
        if (size - written >= portionBytes) await write()
      }
      await write()
      await file.sync()
      return size
    } finally {
      await file.close()
    }
  } catch (error) {
    if (unpacking !== undefined && unpacking.errored !== null) return { fault: 'malformed', detail: `the answer is not valid ${encoding}` }
    return networkFaultOf(error)
  }
}
