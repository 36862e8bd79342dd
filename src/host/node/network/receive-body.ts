// Owns receiving the body of a response within its limits, for every version of HTTP.
import type { Readable } from 'node:stream'
import { fieldOf, type NetworkFault, type HttpResponse } from '../../host.ts'
import type { Sent } from './channel.ts'
import { spool } from './spool.ts'

/** The interval between reports of progress, in milliseconds. */
const progressIntervalMs = 200

/** Called while a body arrives, with its bytes so far and, where the server has sent it, the total. */
export type ProgressListener = (received: number, total: number | undefined) => void

/** A response without its body, and the value of its Content-Length. */
export interface Heading extends Pick<HttpResponse, 'status' | 'reason' | 'headers'> {
  readonly length: string | undefined
}

/**
 * Calls `end` with the complete response, or with the fault of a body of more than `maxBodyBytes` bytes. Returns a function for the bytes
 * received so far; the caller handles errors of the stream.
 */
export function receiveBody(
  stream: Readable,
  { length, ...heading }: Heading,
  { maxBodyBytes, discards, reportsProgress, into }: Sent,
  progress: ProgressListener,
  end: (outcome: HttpResponse | NetworkFault) => void,
): () => number {
  const parts: Uint8Array[] = []
  let received = 0
  let reported = 0
  const declared = Number(length)
  const total = length !== undefined && Number.isFinite(declared) ? declared : undefined
  const tooLarge = (): void => end({ fault: 'too-large', detail: `the answer has more than ${maxBodyBytes} bytes` })
  const reportProgress = (): void => {
    if (!reportsProgress || performance.now() - reported < progressIntervalMs) return
    reported = performance.now()
    progress(received, total)
  }
  if (discards !== true && total !== undefined && total > maxBodyBytes) tooLarge()
  else if (into !== undefined && heading.status >= 200 && heading.status < 300) {
    const encoding = fieldOf(heading.headers, 'content-encoding')?.toLowerCase()
    const watch = {
      onBytes(bytes: number) {
        received = bytes
        reportProgress()
      },
      exceeded: tooLarge,
    }
    void spool(stream, { path: into, encoding, maxBytes: maxBodyBytes }, watch).then((size) =>
      end(typeof size === 'number' ? { ...heading, body: new Uint8Array(), size } : size),
    )
  } else {
    stream.on('data', (part: Uint8Array) => {
      received += part.length
      if (discards !== true) {
        if (received > maxBodyBytes) return tooLarge()
        parts.push(part)
      }
      reportProgress()
    })
    stream.on('end', () => end({ ...heading, body: Buffer.concat(parts), ...(discards === true ? { size: received } : {}) }))
  }
  return () => received
}
