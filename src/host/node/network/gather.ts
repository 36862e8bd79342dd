// Owns taking the body of an answer within its bounds, whatever version of HTTP it comes by.
import type { Readable } from 'node:stream'
import { fieldOf, type NetworkFault, type HttpResponse } from '../../host.ts'
import type { Sent } from './channel.ts'
import { spool } from './spool.ts'

/** Between two words on progress, in milliseconds. */
const pace = 200

export type ProgressListener = (received: number, total: number | undefined) => void

/** An answer without its body, and the length that it says that body has. */
export interface Heading extends Pick<HttpResponse, 'status' | 'reason' | 'headers'> {
  readonly length: string | undefined
}

/**
 * Calls `end` with the whole answer, or with the fault that a body of more than `most` bytes is. Returns how many bytes have come so far;
 * what goes wrong on the way is for who asked.
 */
export function gather(
  stream: Readable,
  { length, ...heading }: Heading,
  { most, discards, tellsProgress, into }: Sent,
  progress: ProgressListener,
  end: (outcome: HttpResponse | NetworkFault) => void,
): () => number {
  const parts: Uint8Array[] = []
  let received = 0
  let told = 0
  const said = Number(length)
  const total = length !== undefined && Number.isFinite(said) ? said : undefined
  const tooLarge = (): void => end({ fault: 'too-large', detail: `the answer has more than ${most} bytes` })
  const tell = (): void => {
    if (!tellsProgress || performance.now() - told < pace) return
    told = performance.now()
    progress(received, total)
  }
  if (into !== undefined && heading.status >= 200 && heading.status < 300) {
    const encoding = fieldOf(heading.headers, 'content-encoding')?.toLowerCase()
    const watch = {
      told(bytes: number) {
        received = bytes
        tell()
      },
      exceeded: tooLarge,
    }
    void spool(stream, { path: into, encoding, most }, watch).then((size) =>
      end(typeof size === 'number' ? { ...heading, body: new Uint8Array(), size } : size),
    )
  } else if (discards !== true && total !== undefined && total > most) tooLarge()
  else {
    stream.on('data', (part: Uint8Array) => {
      received += part.length
      if (discards !== true) {
        if (received > most) return tooLarge()
        parts.push(part)
      }
      tell()
    })
    stream.on('end', () => end({ ...heading, body: Buffer.concat(parts), ...(discards === true ? { size: received } : {}) }))
  }
  return () => received
}
