// Owns writing the body of an answer into a file of the machine as it comes, unpacked: no more of it is held than lies on the way.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform, type Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import type { NetworkFault } from '../../host.ts'
import { faultOf } from './fault.ts'

/** Bytes that have come, told with each piece. */
function counted(told: (received: number) => void): Transform {
  let received = 0
  return new Transform({
    transform(part: Uint8Array, _, done) {
      told((received += part.length))
      done(undefined, part)
    },
  })
}

/**
 * Writes a body of `encoding` (`gzip`, `deflate`; others are written as they come) to `path`, and waits until it is
 * on the disk. Resolves to
 * the bytes written, or to the fault that what is not packed so is. Never rejects.
 * `exceeded` is told of more than `most` and ends the stream.
 */
export async function spool(
  stream: Readable,
  { path, encoding, most }: { readonly path: string; readonly encoding: string | undefined; readonly most: number },
  { told, exceeded }: { readonly told: (received: number) => void; readonly exceeded: () => void },
): Promise<number | NetworkFault> {
  const unpacking = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined
  const parts: AsyncIterable<Uint8Array> =
    unpacking === undefined ? pipeline(stream, counted(told), () => undefined) : pipeline(stream, counted(told), unpacking, () => undefined)
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o600)
    try {
      let size = 0
      for await (const bytes of parts) {
        size += bytes.length
        // Before the stream is left, which would be an end of its own.
        if (size > most) exceeded()
        await file.writeFile(bytes)
      }
      await file.sync()
      return size
    } finally {
      await file.close()
    }
  } catch (error) {
    if (unpacking !== undefined && unpacking.errored !== null) return { fault: 'malformed', detail: `the answer is no ${encoding}` }
    return faultOf(error)
  }
}
