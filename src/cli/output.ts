// Owns what a script prints on standard output: at once on a terminal, in large pieces elsewhere.
import { writeSync } from 'node:fs'
import { hasCode } from '../host/node/cause.ts'

/** Bytes gathered before they are written to what is no terminal. */
const gathered = 64 * 1024

/** How long to wait for a reader that does not keep up, in milliseconds. */
const patience = 5

/** Writes bytes (one a character) in order; `flush` before anything else is shown or waited for. Throws the system's error (EPIPE). */
export interface Output {
  write(bytes: string): void
  flush(): void
}

/** The output to a file descriptor. */
export function outputTo(descriptor: number, atOnce: boolean): Output {
  let parts: string[] = []
  let size = 0
  const flush = (): void => {
    if (size === 0) return
    const bytes = Buffer.from(parts.join(''), 'latin1')
    parts = []
    size = 0
    writeAll(descriptor, bytes)
  }
  return {
    flush,
    write(bytes) {
      parts.push(bytes)
      size += bytes.length
      if (atOnce || size >= gathered) flush()
    },
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      // Pipes of a parent that is Node do not block: the reader has to come first.
      if (!hasCode(error) || error.code !== 'EAGAIN') throw error
      Atomics.wait(cell, 0, 0, patience)
    }
  }
}
